using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class NetworkUnnamed : Rule
{
    public override string Id => "MF3045";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Where an endpoint is reached through the gateway of its network, the own network has a name.";

    public override string Recommendation =>
        "Label the namespace of istiod with topology.istio.io/network, or set global.network; without a name every endpoint counts "
        + "as near, and its gateway is not used.";

    public override string Source => "pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter; pilot/pkg/model/context.go InNetwork";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters.Where(cluster => !cluster.Networks.KnowsOwn))
        {
            var view = federation.In(cluster.Name);
            foreach (var entry in view.Of(IstioKind.WorkloadEntry)) Check(entry, entry.Spec, report);
            foreach (var entry in view.Of(IstioKind.ServiceEntry))
            {
                foreach (var endpoint in entry.Spec.Maps("endpoints")) Check(entry, endpoint, report);
            }

            void Check(MeshManifest manifest, UnstructuredMap endpoint, Report to)
            {
                var network = endpoint.Text("network") is { Length: > 0 } own ? own
                    : endpoint.Map("labels")?.Text(IstiodLabels.Network) ?? "";
                if (network.Length == 0 || (endpoint.Says("address") && !cluster.Networks.Knows(network))) return;
                to.At(manifest, endpoint, "network",
                    $"It is in the network '{network}', and nothing names the network of {cluster.Name} itself, so that the gateway "
                    + $"of '{network}' is not called for it.", new Cause((cluster.Name, network)));
            }
        }
    }
}
