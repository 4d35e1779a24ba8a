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
        + "speaks of it, give the PeerAuthentication of the pods the mode of their namespace's.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All.Where(rule => TrafficPolicy.Of(rule).Any(policy => policy.Map.Has("tls"))))
                Check(cluster, rule, report);
            if (!cluster.Of(ReadKind.PeerAuthentication).Any()) continue;
            foreach (var service in cluster.Services.All.Where(service => service is { IsKubernetes: true, Manifest: not null }))
                Unruled(cluster, service, report);
        }

        foreach (var destination in federation.Destinations.All)
        {
            foreach (var leg in destination.BrokenBy(Id).Where(leg => leg.Answer.Tls!.Field.Length == 0))
                report.At(destination.VirtualService, destination.Content, "host", leg.Break!.Sentence, new Cause(destination.Host));
        }
    }

    private static void Check(RoutingCluster cluster, MeshManifest rule, Report report)
    {
        foreach (var service in Covered(cluster, rule))
        {
            if (Caller(cluster, rule, service) is not { } caller) continue;
            var subsets = cluster.DestinationRules.For(caller, service)!.Subsets.Select(subset => subset.Name);
            foreach (var (name, port) in subsets.Prepend("").SelectMany(name => service.Ports.Select(port => (name, port))))
            {
                var answer = DestinationChooser.Choose(cluster, caller, new(service.Host, name, port.Number, 100, 100));
                if (answer.Tls is not { Field.Length: > 0 } tls || DestinationBreaks.Refusal(cluster, answer) is not { } why) continue;
                var owner = tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.PolicyFrom;
                if (owner == rule) report.AtPath(rule, $"spec.{tls.Field}.mode", Fault.Sentence(why), new Cause((rule, service.Namespace)));
            }
        }
    }

    /// <summary>Where no rule speaks of TLS it is that of PeerAuthentications, which may differ for some of the pods.</summary>
    private static void Unruled(RoutingCluster cluster, RoutedService service, Report report)
    {
        var caller = MeshCaller.In(Callers.NamespaceOf(service));
        foreach (var port in service.Ports)
        {
            var answer = DestinationChooser.Choose(cluster, caller, new(service.Host, "", port.Number, 100, 100));
            if (answer.Tls is not { Field.Length: 0 } || DestinationBreaks.Refusal(cluster, answer) is not { } why) continue;
            report.At(service.Manifest!, service.Manifest!.Spec, "selector", Fault.Sentence(why), new Cause(service.Host));
        }
    }

    private static IEnumerable<RoutedService> Covered(RoutingCluster cluster, MeshManifest rule)
    {
        var host = cluster.DestinationRules.HostOf(rule);
        var services = HostPattern.IsWildcard(host) ? cluster.Services.All.Where(service => HostPattern.Covers(host, service.Host))
            : cluster.Services.Named(host);
        return services.Where(service => service.IsKubernetes);
    }

    /// <summary>The first callers that are given the rule for a service; null when nobody is.</summary>
    private static MeshCaller? Caller(RoutingCluster cluster, MeshManifest rule, RoutedService service) =>
        ((string[])[Callers.NamespaceOf(rule, cluster.Facts), service.Namespace]).Distinct(StringComparer.Ordinal).Select(MeshCaller.In)
            .FirstOrDefault(caller => cluster.DestinationRules.For(caller, service)?.From.Any(part => ReferenceEquals(part, rule)) is true);
}
