namespace MeshFederation.Istio.Endpoints;

/// <summary>The service accounts that pods run as.</summary>
public static class ServiceAccounts
{
    /// <summary>That of pods that name none, in every namespace (Kubernetes, the admission plugin ServiceAccount).</summary>
    public const string Usual = "default";
}
