namespace MeshFederation.Istio.Registry;

/// <summary>The types of Kubernetes' Services that count here (k8s.io/api core/v1 ServiceType).</summary>
internal static class ServiceTypes
{
    public const string NodePort = "NodePort";
    public const string LoadBalancer = "LoadBalancer";

    private const string Alias = "ExternalName";

    /// <summary>Whether a Service is another name for a host, and has no pods.</summary>
    public static bool IsAlias(string? type) => type is Alias;
}
