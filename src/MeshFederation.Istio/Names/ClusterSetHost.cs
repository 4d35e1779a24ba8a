namespace MeshFederation.Istio.Names;

/// <summary>
/// The hosts of the Multi-Cluster Services API, <c>NAME.NAMESPACE.svc.clusterset.local</c>: of a Service in whichever clusters export it
/// (istio pkg/config/constants DefaultClusterSetLocalDomain; pilot/pkg/serviceregistry/kube/controller serviceClusterSetLocalHostname).
/// </summary>
internal static class ClusterSetHost
{
    private const string Domain = "clusterset.local";

    /// <summary>Whether a host is one of them.</summary>
    /// <param name="host">The full host, in lower case.</param>
    public static bool IsOf(string host) => ServiceHost.IsOf(host, Domain);
}
