using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Checking;

/// <summary>
/// The kinds that live clusters are asked for: all that is declared to be read, by what decides where requests go and by rules.
/// </summary>
internal static class LiveKinds
{
    public static IEnumerable<(ReadKind Kind, ResourceKind Resource)> Of(MeshCluster cluster) =>
        ReadKind.All.Where(kind => kind.IsLive).Select(kind => (kind, ResourceKinds.Of(kind, cluster.IstioVersion)));
}
