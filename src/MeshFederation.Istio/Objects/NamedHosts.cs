using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The hosts that specs of Istio's objects name, as they write them, without the namespaces that may stand before them.</summary>
internal static class NamedHosts
{
    /// <summary>The host that a DestinationRule is for.</summary>
    public static IEnumerable<string> OfDestinationRule(UnstructuredMap spec) => spec.Text("host") is { } host ? [host] : [];

    /// <summary>The hosts that a VirtualService routes, and those to which it does.</summary>
    public static IEnumerable<string> OfVirtualService(UnstructuredMap spec)
    {
        foreach (var (_, host) in spec.Texts("hosts")) yield return host;
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in spec.Maps(kind))
            {
                foreach (var share in route.Maps("route"))
                {
                    if (share.Map("destination")?.Text("host") is { } host) yield return host;
                }
            }
        }
    }

    /// <summary>The hosts of the servers of a Gateway.</summary>
    public static IEnumerable<string> OfGateway(UnstructuredMap spec) => spec.Maps("servers")
        .SelectMany(server => server.List("hosts").OfType<string>())
        .Select(HostPattern.OfServer);
}
