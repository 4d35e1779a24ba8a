using System.Net;

namespace MeshFederation.Istio.Names;

/// <summary>Expands hosts in Istio's objects (istio pilot/pkg/model/config.go ResolveShortnameToFQDN).</summary>
public static class ShortName
{
    /// <summary>
    /// The full host that an object means. Only a host without a dot is short; <c>reviews.default</c> is taken as it stands.
    /// </summary>
    /// <param name="host">The host as written.</param>
    /// <param name="namespace">The namespace of the object that names it, not of the caller.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>The full host.</returns>
    public static string Expand(string host, string @namespace, string clusterDomain)
    {
        if (host.Length == 0 || host is "*" || host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(host, out _)) return host;
        return @namespace.Length == 0 ? host + ServiceHost.Part + clusterDomain : ServiceHost.Of(host, @namespace, clusterDomain);
    }
}
