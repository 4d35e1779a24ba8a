using MeshFederation.Istio.Registry;

namespace MeshFederation.Analysis.Calls;

/// <summary>The kinds of routes that a VirtualService has, and which connections each takes.</summary>
internal static class RouteKinds
{
    /// <summary>The fields of the spec that hold routes.</summary>
    public static readonly string[] All = ["http", "tls", "tcp"];

    /// <summary>Whether routes of a kind take what is called on a port; where that is looked into, they may.</summary>
    /// <param name="kind">The field that holds the routes.</param>
    /// <param name="traffic">What is spoken on the port.</param>
    /// <returns>True when they do.</returns>
    public static bool Take(string kind, PortTraffic traffic) => kind switch
    {
        "http" => traffic is PortTraffic.Http or PortTraffic.Sniffed,
        "tls" => traffic is PortTraffic.Tls,
        _ => traffic is PortTraffic.Tcp or PortTraffic.Sniffed,
    };
}
