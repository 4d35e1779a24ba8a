using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>Tells a host that is not there from one of which only the files at hand say nothing.</summary>
internal static class KnownHosts
{
    /// <summary>What a namespace sees under a host, which a wildcard may cover; null when it sees nothing.</summary>
    public static RoutedService? Find(RoutingCluster cluster, string host, string fromNamespace) =>
        cluster.Services.Find(host, fromNamespace) ?? cluster.Services.FindPattern(host, fromNamespace);

    /// <summary>Whether anything has or covers a host, seen or not.</summary>
    public static bool IsKnown(RoutingCluster cluster, string host) =>
        cluster.Services.Named(host).Count > 0 || cluster.Services.All.Any(service => HostPattern.IsWildcard(service.Host) && HostPattern.Covers(service.Host, host));

    /// <summary>
    /// Whether a host, were it there, would be known: a Service, if others of its namespace are among the objects; another host, if any ServiceEntry is,
    /// or the federation was declared.
    /// </summary>
    public static bool WouldBeKnown(FederationView federation, RoutingCluster cluster, string host)
    {
        var view = federation.In(cluster.Name);
        if (cluster.Services.Named(host).Count > 0) return true;
        if (ServiceNamespace(host, cluster.Facts.ClusterDomain) is { } space) return cluster.IsComplete("Service") || view.Of(IstioKind.Service).Any(service => service.Namespace == space);
        return federation.Services.Count > 0 || cluster.IsComplete("ServiceEntry") || view.Of(IstioKind.ServiceEntry).Count > 0;
    }

    private static string? ServiceNamespace(string host, string clusterDomain)
    {
        var suffix = ".svc." + clusterDomain;
        if (!host.EndsWith(suffix, StringComparison.Ordinal)) return null;
        return host[..^suffix.Length].Split('.') is [_, var space] ? space : null;
    }
}
