using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Names;

/// <summary>
/// The host of a Kubernetes Service, <c>NAME.NAMESPACE.svc.DOMAIN</c> (istio pkg/kube/controllers, pilot/pkg/serviceregistry/kube
/// ServiceHostname).
/// </summary>
public static class ServiceHost
{
    /// <summary>What stands between a Service's namespace and the domain of its cluster; in hosts of ours its cluster's name.</summary>
    public const string Part = ServiceNames.Part;

    /// <summary>The host of a Service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="namespace">Its namespace.</param>
    /// <param name="clusterDomain">The DNS domain of its cluster.</param>
    /// <returns>The host.</returns>
    public static string Of(string name, string @namespace, string clusterDomain) => $"{name}.{@namespace}{Part}{clusterDomain}";

    /// <summary>Whether a host is one of Services of a cluster, be there such a Service or not.</summary>
    /// <param name="host">The full host, in lower case.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>True when it is.</returns>
    public static bool IsOf(string host, string clusterDomain) => host.Length > Part.Length + clusterDomain.Length
        && host.EndsWith(clusterDomain, StringComparison.Ordinal)
        && host.AsSpan(0, host.Length - clusterDomain.Length).EndsWith(Part, StringComparison.Ordinal);

    /// <summary>The Service that a host of a cluster is.</summary>
    /// <param name="host">The full host.</param>
    /// <param name="clusterDomain">The DNS domain of the cluster.</param>
    /// <returns>Its name and namespace; null where the host is none of a Service.</returns>
    public static (string Name, string Namespace)? Read(string host, string clusterDomain)
    {
        if (!IsOf(host, clusterDomain)) return null;
        var before = host.AsSpan(0, host.Length - Part.Length - clusterDomain.Length);
        var dot = before.IndexOf('.');
        return dot > 0 && dot < before.Length - 1 && !before[(dot + 1)..].Contains('.')
            ? (before[..dot].ToString(), before[(dot + 1)..].ToString())
            : null;
    }
}
