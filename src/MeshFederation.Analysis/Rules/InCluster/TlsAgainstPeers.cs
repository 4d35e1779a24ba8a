using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class TlsAgainstPeers : Rule
{
    public override string Id => "MF2021";

    public override string Title => "The TLS that is spoken to the pods of a Service is what they take.";

    public override string Recommendation =>
        "Remove trafficPolicy.tls of the DestinationRule: Istio finds out by itself which Services of the mesh take its TLS. Where no rule "
        + "speaks of it, give the PeerAuthentication of the pods the mode of their namespace's. Where an annotation keeps the port from "
        + "their sidecar, take it away, or give the rule tls.mode DISABLE.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<(object, string, int, string)>();
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                if (TrafficPolicy.Say(rule, "tls")) Check(cluster, rule);
            }
        }

        foreach (var leg in federation.BrokenHosts.Where(leg => leg.Break.Fault.Id == Id))
        {
            if (!OfRule(leg.Answer, leg.Break.Sentence) && leg.Answer.Service!.Manifest is { } manifest)
                report.At(manifest, manifest.Spec, "selector", leg.Break.Sentence, new Cause(leg.Host));
        }

        foreach (var (destination, leg) in federation.Destinations.All
            .SelectMany(destination => destination.BrokenBy(Id), (destination, leg) => (destination, leg)))
        {
            if (!OfRule(leg.Answer, leg.Break.Sentence))
                report.At(destination.VirtualService, destination.Content, "host", leg.Break.Sentence, new Cause(destination.Host));
        }

        // A rule may be wrong for what nobody routes to yet.
        void Check(RoutingCluster cluster, MeshManifest rule)
        {
            foreach (var service in Covered(cluster, cluster.DestinationRules.HostOf(rule)))
            {
                if (!service.IsKubernetes) continue;
                if (Caller(cluster, rule, service) is not { } caller) continue;
                var subsets = cluster.DestinationRules.For(caller, service)!.Subsets.Select(subset => subset.Name);
                foreach (var (name, port) in subsets.Prepend("").SelectMany(name => service.Ports.Select(port => (name, port))))
                {
                    var answer = DestinationChooser.Choose(cluster, caller, new(service.Host, name, port.Number, 100, 100));
                    if (Owner(answer) == rule && DestinationBreaks.OwnRefusal(federation.Mesh, cluster, answer) is { } why)
                        OfRule(answer, Fault.Sentence(why));
                }
            }
        }

        // Of a host, subset and port a rule says the same to all of its callers.
        bool OfRule(DestinationAnswer answer, string sentence)
        {
            if (Owner(answer) is not { } owner) return false;
            var (service, tls) = (answer.Service!, answer.Tls!);
            if (said.Add((owner, $"{tls.Field} {answer.Subset?.Name} {service.Host}", answer.Port!.Number, sentence)))
                report.AtPath(owner, $"spec.{tls.Field}.mode", sentence, new Cause((owner, service.Namespace)));
            return true;
        }
    }

    /// <summary>The rule that speaks of TLS; null where none does, and it is that of PeerAuthentications.</summary>
    private static MeshManifest? Owner(DestinationAnswer answer) => answer.Tls is not { Field.Length: > 0 } tls ? null
        : tls.Field.StartsWith("subsets", StringComparison.Ordinal) && answer.Subset is { } subset ? subset.From : answer.Rule?.PolicyFrom;

    private static IEnumerable<RoutedService> Covered(RoutingCluster cluster, string host) =>
        HostPattern.IsWildcard(host) ? Matching(cluster, host) : cluster.Services.Named(host);

    private static IEnumerable<RoutedService> Matching(RoutingCluster cluster, string pattern) =>
        cluster.Services.All.Where(service => HostPattern.Covers(pattern, service.Host));

    /// <summary>The first callers that are given the rule for a service; null when nobody is.</summary>
    private static MeshCaller? Caller(RoutingCluster cluster, MeshManifest rule, RoutedService service) =>
        ((string[])[Callers.NamespaceOf(rule, cluster.Facts), service.Namespace]).Distinct(StringComparer.Ordinal).Select(MeshCaller.In)
            .FirstOrDefault(caller => cluster.DestinationRules.For(caller, service)?.From.Any(part => ReferenceEquals(part, rule)) is true);
}
