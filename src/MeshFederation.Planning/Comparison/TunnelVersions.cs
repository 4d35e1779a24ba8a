using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds.ApiGateway;

namespace MeshFederation.Planning.Comparison;

/// <summary>Which Istio runs where a cluster is called through tunnels, as its pods tell and not as it was declared.</summary>
/// <param name="Gateway">The oldest version of the gateway's proxies; null where it is not known, or it has none.</param>
/// <param name="Istiod">The version of the istiod that configures it; null where it is not known.</param>
public sealed record TunnelVersions(IstioVersion? Gateway, IstioVersion? Istiod)
{
    /// <summary>What makes the gateway send connections to the wrong service; null where nothing is known to.</summary>
    internal (string What, IstioVersion Version)? Mixing =>
        Gateway is { } gateway && !IstioBehavior.KeepsTunnelsApart(gateway) ? ("the gateway", gateway)
            : Istiod is { } istiod && !IstioBehavior.KeepsTunnelsApart(istiod) ? ("the istiod", istiod)
            : null;

    /// <summary>What is to be known of a cluster that is called through tunnels already.</summary>
    /// <param name="wanted">The objects that are wanted of it.</param>
    /// <param name="live">What was read of it.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>The notes.</returns>
    public static IEnumerable<string> NotesOf(IEnumerable<MeshManifest> wanted, LiveCluster live, string federation) =>
        EastWestGateways.NotesOf(wanted, live, federation);
}
