using MeshFederation.Istio.Registry;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What a cluster has or covers.</summary>
internal static class KnownHosts
{
    /// <summary>What a namespace sees under a host, which a wildcard may cover; null when it sees nothing.</summary>
    public static RoutedService? Find(RoutingCluster cluster, string host, string fromNamespace) =>
        cluster.Services.Find(host, fromNamespace) ?? cluster.Services.FindPattern(host, fromNamespace);

    /// <summary>Whether anything has or covers a host, seen or not.</summary>
    public static bool IsKnown(RoutingCluster cluster, string host) =>
        cluster.Services.Named(host).Count > 0 || cluster.Services.Patterns(host).Any();
}
