using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Names;

/// <summary>Host names as Istio reads them.</summary>
public static class HostNames
{
    /// <summary>
    /// The whole name of a host: one without a dot is a service of the object's namespace, every other is taken as it is
    /// (istio pilot/pkg/model/virtualservice.go ResolveShortnameToFQDN).
    /// </summary>
    /// <param name="host">The host as the object has it.</param>
    /// <param name="namespace">The object's namespace.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>The whole name.</returns>
    public static string Resolve(string host, string @namespace, string clusterDomain) =>
        host.Length == 0 || host.Contains('.', StringComparison.Ordinal) || host[0] == '*' ? host : $"{host}.{@namespace}.svc.{clusterDomain}";

    /// <summary>Whether every name that a host stands for is one that another stands for (istio pkg/config/host/name.go SubsetOf).</summary>
    /// <param name="host">The one, perhaps a wildcard as <c>*.global</c>.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when it is.</returns>
    public static bool IsWithin(string host, string other)
    {
        if (other.Length == 0 || other[0] != '*') return host == other;
        return host.Length > 0 && host[0] == '*'
            ? host.Length >= other.Length && host.AsSpan(1).EndsWith(other.AsSpan(1), StringComparison.Ordinal)
            : host.AsSpan().EndsWith(other.AsSpan(1), StringComparison.Ordinal);
    }

    /// <summary>Whether some name is one that both hosts stand for (istio pkg/config/host/name.go Matches).</summary>
    /// <param name="host">The one.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when there is one.</returns>
    public static bool Overlap(string host, string other) => IsWithin(host, other) || IsWithin(other, host);

    /// <summary>The host of a Gateway's server without the namespace that may stand before it, which AUTO_PASSTHROUGH does not look at (istio pilot/pkg/model/gateway.go).</summary>
    /// <param name="host">The host, as <c>*/reviews.default.svc.cluster.local</c>.</param>
    /// <returns>The name alone.</returns>
    public static string OfServer(string host) => host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>The whole names of an object's <c>spec.hosts</c>.</summary>
    /// <param name="manifest">A VirtualService or ServiceEntry.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>The names.</returns>
    public static IEnumerable<string> Of(MeshManifest manifest, string clusterDomain) =>
        manifest.Spec.List("hosts").OfType<string>().Select(host => Resolve(host, manifest.Namespace, clusterDomain));
}
