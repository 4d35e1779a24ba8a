using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ClusterNotServed : BrokenWayRule
{
    public override string Id => "MF3009";

    public override string Title =>
        "An old gateway, which hands the server name on, has a cluster of that name once its filters have rewritten it.";

    public override string Recommendation =>
        "Correct the SNI, or the cluster_pattern and cluster_replacement of the EnvoyFilter, and see that the DestinationRule of the "
        + "serving cluster has the subset.";

    public override string Source =>
        "1.8.5 pilot/pkg/networking/core/v1alpha3/networkfilter.go buildOutboundAutoPassthroughFilterStack; "
        + "istio/proxy tcp_cluster_rewrite";

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host);
}
