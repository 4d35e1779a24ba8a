using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// The conditions that istiod itself decides for a proxy, so that a route that fails them is not even sent to it: port, source labels,
/// source namespace and gateways. A sidecar is the gateway named <c>mesh</c>.
/// </summary>
internal static class SourceCondition
{
    private const string Sidecars = MeshMatch.MeshGatewayName;

    /// <summary>
    /// Of a match of an HTTP route (route.go TranslateRoute and sourceMatchHTTP). Where it names gateways, source labels and source
    /// namespace do not count at all.
    /// </summary>
    public static string? FailsHttp(UnstructuredMap match, MeshCaller caller, int port)
    {
        if (Port(match, port) is { } wrongPort) return wrongPort;
        if (match.List("gateways").Count > 0) return Gateway(match);
        return Labels(match, caller) ?? Namespace(match, caller);
    }

    /// <summary>Of a match of a TLS or TCP route (pilot/pkg/networking/core/tls.go matchTLS and matchTCP): all of them count.</summary>
    public static string? FailsConnection(UnstructuredMap match, MeshCaller caller, int port) =>
        Gateway(match) ?? Labels(match, caller) ?? Port(match, port) ?? Namespace(match, caller);

    /// <summary>
    /// At a gateway, whose pods are the source there. Where a match names gateways, source labels and source namespace do not count.
    /// </summary>
    public static string? FailsAtGateway(UnstructuredMap match, MeshCaller pods, int port, Func<IEnumerable<string>, bool> isNamed)
    {
        if (Port(match, port) is { } wrongPort) return wrongPort;
        var gateways = match.List("gateways").OfType<string>().ToList();
        if (gateways.Count > 0) return isNamed(gateways) ? null : $"it is for the gateways {string.Join(", ", gateways)}";
        return Labels(match, pods) ?? Namespace(match, pods);
    }

    private static string? Port(UnstructuredMap match, int port) =>
        match.Number("port") is { } wanted && wanted != 0 && wanted != port
            ? FormattableString.Invariant($"it is for port {wanted}")
            : null;

    private static string? Gateway(UnstructuredMap match)
    {
        var gateways = match.List("gateways");
        return gateways.Count == 0 || gateways.Contains(Sidecars) ? null : $"it is for the gateways {string.Join(", ", gateways)}";
    }

    private static string? Labels(UnstructuredMap match, MeshCaller caller) =>
        match.Map("sourceLabels") is { } labels && !labels.Selects(caller.Labels)
            ? $"it is for callers with the labels {labels.Describe()}"
            : null;

    private static string? Namespace(UnstructuredMap match, MeshCaller caller) =>
        match.Text("sourceNamespace") is { Length: > 0 } wanted && wanted != caller.Namespace
            ? $"it is for callers in the namespace {wanted}"
            : null;
}
