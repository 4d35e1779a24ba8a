namespace MeshFederation.Model.Clusters;

/// <summary>What the environment of a cluster's istiod decides, as far as it is known.</summary>
public static class IstiodSettings
{
    /// <summary>The variable by which gateways that pass the mesh's TLS on lose all endpoints (<see cref="IstioBehavior.GatewaysNeedTelemetryLabels"/>).</summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>Its name; null when nothing takes them away.</returns>
    public static string? HidesEndpoints(MeshCluster cluster)
    {
        if (!IstioBehavior.GatewaysNeedTelemetryLabels(cluster.IstioVersion)) return null;
        if (cluster.Facts?.Setting(IstiodVariable.TelemetryLabel) == "false") return IstiodVariable.TelemetryLabel;
        return cluster.Facts?.Setting(IstiodVariable.EndpointTelemetryLabel) == "false" ? IstiodVariable.EndpointTelemetryLabel : null;
    }

    /// <summary>Whether its sidecars accept every trust domain under their root (istio pilot/pkg/features SkipValidateTrustDomain).</summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool AcceptsEveryTrustDomain(MeshCluster cluster) => cluster.Facts?.Setting(IstiodVariable.SkipTrustDomain) == "true";

    /// <summary>
    /// Whether its gateways have a chain for each service, port and subset: by its version, unless it is told to keep the single chain, which matches
    /// the Gateway's hosts against the server name (<see cref="IstioBehavior.LegacyAutoPassthroughFlag"/>).
    /// </summary>
    /// <param name="cluster">The serving cluster.</param>
    /// <returns>True when they have.</returns>
    public static bool HasChainsPerService(MeshCluster cluster) => IstioBehavior.GatewayChainsPerService(cluster.IstioVersion)
        && !(IstioBehavior.LegacyAutoPassthroughFlag(cluster.IstioVersion) && cluster.Facts?.Setting(IstiodVariable.LegacyPassthrough) == "true");
}
