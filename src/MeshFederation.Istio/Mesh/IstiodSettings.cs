using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Mesh;

/// <summary>What the environment of a cluster's istiod decides, as far as it is known.</summary>
public static class IstiodSettings
{
    /// <summary>
    /// The variable by which gateways that pass the mesh's TLS on lose all endpoints
    /// (<see cref="IstioBehavior.GatewaysNeedTelemetryLabels"/>).
    /// </summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>Its name; null when nothing takes them away.</returns>
    public static string? HidesEndpoints(MeshCluster cluster) =>
        IstioBehavior.GatewaysNeedTelemetryLabels(cluster.GatewayIstioVersion) ? LeavesLabelsOut(cluster) : null;

    /// <summary>The same variable, whatever comes of it in the cluster's version.</summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>Its name; null when none is set so.</returns>
    public static string? LeavesLabelsOut(MeshCluster cluster)
    {
        if (cluster.Facts?.Switch(IstiodVariable.TelemetryLabel) is false) return IstiodVariable.TelemetryLabel;
        return cluster.Facts?.Switch(IstiodVariable.EndpointTelemetryLabel) is false ? IstiodVariable.EndpointTelemetryLabel : null;
    }

    /// <summary>
    /// Whether its sidecars accept every trust domain under their root (istio pilot/pkg/features SkipValidateTrustDomain).
    /// </summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool AcceptsEveryTrustDomain(MeshCluster cluster) => cluster.Facts?.Switch(IstiodVariable.SkipTrustDomain) is true;

    /// <summary>
    /// Whether its gateways have a chain for each service, port and subset: by its version, unless it is told to keep the single chain,
    /// which matches the Gateway's hosts against the server name (<see cref="IstioBehavior.LegacyAutoPassthroughFlag"/>).
    /// </summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>True when they have.</returns>
    public static bool HasChainsPerService(MeshCluster cluster) => HasChainsPerService(cluster, cluster.GatewayIstioVersion);

    /// <summary>The same of a gateway whose istiod has a version of its own, as one of another revision has.</summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <param name="version">The version of the istiod that configures the gateway.</param>
    /// <returns>True when it has.</returns>
    public static bool HasChainsPerService(MeshCluster cluster, IstioVersion version) => IstioBehavior.GatewayChainsPerService(version)
        && !(IstioBehavior.LegacyAutoPassthroughFlag(version) && cluster.Facts?.Switch(IstiodVariable.LegacyPassthrough) is true);
}
