using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Planning.Ambient;

/// <summary>What objects of ambient mode say beside those of others: labels, annotations, and where they stand.</summary>
internal static class AmbientFields
{
    /// <summary>The labels and annotations that are written.</summary>
    /// <param name="wanted">The object.</param>
    /// <param name="cluster">Its cluster.</param>
    public static IReadOnlyList<string> Of(MeshManifest wanted, MeshCluster cluster) =>
        ReadKind.ApiGateway.Type.Is(wanted) ? [IstiodLabels.Network, AmbientNames.ServiceAccount]
            : ReadKind.Service.Type.Is(wanted)
                ?
                [
                    AmbientNames.TrafficDistribution, .. Waypoints.Labels, AmbientPlanner.ServiceLabel, .. ServiceScopes.Keys(cluster),
                ]
                : ReadKind.WorkloadEntry.Type.Is(wanted) ? [AmbientPlanner.ServiceLabel] : [];

    /// <summary>
    /// Whether an object may stand in its namespace: the Gateway that stands for another stands in the namespace of that one. Of the others
    /// the declaration tells the namespace; where none is kept, they stand beside what the federation has there already.
    /// </summary>
    /// <param name="wanted">The object.</param>
    /// <param name="plan">The plan that wants it.</param>
    public static bool IsPlace(MeshManifest wanted, MeshPlan plan) => ReadKind.ApiGateway.Type.Is(wanted)
        ? GatewayApi.IsRemote(wanted) && plan.Cluster.Any(cluster => cluster.Tunnels()?.Namespace == wanted.Namespace)
        : plan.Declaration is null && plan.Changes.Any(change => change.Cluster == wanted.Cluster && change.Namespace == wanted.Namespace
            && change.Live is { } live && new MeshManifest(change.Cluster, live).IsOf(plan.Name));
}
