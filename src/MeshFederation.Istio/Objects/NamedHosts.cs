using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The hosts that specs of Istio's objects name, as they write them, without the namespaces that may stand before them.</summary>
internal static class NamedHosts
{
    /// <summary>The host that a DestinationRule is for.</summary>
    public static IEnumerable<string> OfDestinationRule(UnstructuredMap spec) => spec.Text("host") is { } host ? [host] : [];

    /// <summary>The hosts that a VirtualService routes, and those to which it does.</summary>
    public static IEnumerable<string> OfVirtualService(UnstructuredMap spec) => spec.List("hosts").OfType<string>()
        .Concat(RouteLists.All.SelectMany(spec.Maps).SelectMany(route => route.Maps("route"))
            .Select(share => share.Map("destination")?.Text("host")).OfType<string>());

    /// <summary>The hosts of the servers of a Gateway.</summary>
    public static IEnumerable<string> OfGateway(UnstructuredMap spec) => spec.Maps("servers")
        .SelectMany(server => server.List("hosts").OfType<string>())
        .Select(HostPattern.OfServer);
}
