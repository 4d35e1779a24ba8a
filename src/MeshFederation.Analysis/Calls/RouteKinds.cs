using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Analysis.Calls;

/// <summary>The kinds of routes that a VirtualService has, and which connections each takes.</summary>
internal static class RouteKinds
{
    /// <summary>A set of one kind; sets are joined as numbers are.</summary>
    /// <param name="kind">The field that holds the routes.</param>
    /// <returns>The set.</returns>
    public static int Set(string kind) => 1 << RouteLists.All.IndexOf(kind);

    /// <summary>Whether routes of one of the kinds of a set take what is called on a port.</summary>
    /// <param name="kinds">The set.</param>
    /// <param name="traffic">What is spoken on the port.</param>
    /// <returns>True when they do.</returns>
    public static bool Take(int kinds, PortTraffic traffic)
    {
        foreach (var kind in RouteLists.All)
        {
            if ((kinds & Set(kind)) != 0 && Take(kind, traffic)) return true;
        }

        return false;
    }

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
