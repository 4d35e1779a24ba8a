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

    public override string Title => "What a DestinationRule says of TLS is what the pods of its Services take.";

    public override string Recommendation => "Remove trafficPolicy.tls: Istio finds out by itself which Services of the mesh take its TLS.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All.Where(rule => TrafficPolicy.Of(rule).Any(policy => policy.Map.Has("tls"))))
                Check(cluster, rule, report);
        }

        foreach (var destination in federation.Destinations.All.Where(item => item.Break?.Fault.Id == Id))
        {
            var service = KnownHosts.Find(destination.Cluster, destination.Host, destination.Caller.Namespace);
            if (service is null || destination.Cluster.DestinationRules.For(destination.Caller, service) is not null) continue;
            report.At(destination.VirtualService, destination.Content, "host", destination.Break!.Sentence, new Cause(service.Host));
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
                var owner = tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.First;
                if (owner == rule) report.AtPath(rule, $"spec.{tls.Field}.mode", Fault.Sentence(why), new Cause((rule, service.Namespace)));
            }
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
