using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class SubsetOfOnePrimary : Rule
{
    public override string Id => "MF3048";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A subset whose pods come by discovery from another primary cluster is declared there, too.";

    public override string Recommendation =>
        "Apply the DestinationRule in the other cluster as well: its gateway has chains for the subsets of its own DestinationRules "
        + "alone.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains; istio.io docs/ops/deployment/deployment-models";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters.Where(cluster => cluster.ReadsClusters.Count > 0))
        {
            foreach (var rule in client.DestinationRules.All)
            {
                if (client.Services.Named(client.DestinationRules.HostOf(rule))
                    .FirstOrDefault(service => service.IsKubernetes) is not { } service)
                {
                    continue;
                }

                foreach (var subset in rule.Spec.Maps("subsets"))
                {
                    foreach (var way in DiscoveredPods.Of(federation.Mesh, client, service,
                        subset.Map("labels") ?? UnstructuredMap.Empty))
                    {
                        Check(way, rule, subset, report);
                    }
                }
            }
        }
    }

    /// <summary>What is wrong, where the gateway of a cluster has no chain for a subset.</summary>
    public static string Sentence(string server, string subset, ChainAnswer chain) =>
        $"Of the pods of {server} that the subset '{subset}' selects none is reached: the gateway there has no chain for it, since "
        + $"{chain.Why}.";

    private static void Check(DiscoveredPods way, MeshManifest rule, UnstructuredMap subset, Report report)
    {
        if (way.Service.Ports is not [var port, ..] || way.Gateway is not { } gateway
            || subset.Text("name") is not { Length: > 0 } name)
        {
            return;
        }

        var chain = PassthroughChains.Find(way.Server, gateway, SubsetKey.Of(port.Number, name, way.Service.Host));
        if (chain.Outcome != ChainOutcome.SubsetUnknown) return;
        report.At(rule, subset, "name", Sentence(way.Server.Name, name, chain), new Cause((rule, way.Server.Name)));
    }
}
