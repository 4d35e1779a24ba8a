using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class TlsAgainstPeers : Rule
{
    public override string Id => "MF2021";

    public override string Title => "What a DestinationRule says of TLS is what the PeerAuthentication of its Service takes.";

    public override string Recommendation => "Remove trafficPolicy.tls: Istio finds out by itself which Services of the mesh take its TLS.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go; pilot/pkg/security/authn/policy_applier.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All.Where(rule => TrafficPolicy.Of(rule).Any(policy => policy.Map.Has("tls")))) Check(cluster, rule, report);
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
        if (cluster.Services.Named(cluster.DestinationRules.HostOf(rule)).FirstOrDefault(service => service.IsKubernetes) is not { } service) return;
        foreach (var name in rule.Spec.Maps("subsets").Select(subset => subset.Text("name") ?? "").Prepend(""))
        {
            foreach (var port in service.Ports)
            {
                var answer = DestinationChooser.Choose(cluster, MeshCaller.In(rule.Namespace), new(service.Host, name, port.Number, 100, 100));
                if (answer.Tls is not { Field.Length: > 0 } tls || DestinationBreaks.Refusal(cluster, answer) is not { } why) continue;
                var owner = tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.First;
                if (owner == rule) report.AtPath(rule, $"spec.{tls.Field}.mode", Fault.Sentence(why), new Cause((rule, service.Namespace)));
            }
        }
    }
}
