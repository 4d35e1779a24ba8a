using System.Collections;
using System.Globalization;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads what was typed of a request to trace.</summary>
internal static class TraceInput
{
    public static TraceQuestion Read(string from, string to, MeshRequest request, IDictionary? sourceLabels)
    {
        var (cluster, space, gateway) = From(from);
        var (host, port, path) = To(to);
        var labels = sourceLabels is null ? UnstructuredMap.Empty : UnstructuredMap.Of(ArgumentMap.LabelSet(sourceLabels));
        return new(cluster, new(space, labels), host, port, path is null ? request : request with { Path = path }) { Gateway = gateway };
    }

    public static Dictionary<string, string> Headers(IDictionary? headers)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers is null ? [] : ArgumentMap.Texts(headers)) read[name] = value;
        return read;
    }

    /// <summary>Pods of a cluster and namespace, or a Gateway: <c>cluster1/gateway/istio-system/web</c>.</summary>
    private static (string Cluster, string Namespace, string? Gateway) From(string text)
    {
        var parts = text.Split('/');
        if (parts[0].Length > 0 && parts is [_, "gateway", var own, var name] && DnsName.IsLabel(own) && DnsName.IsSubdomain(name))
            return (parts[0], own, $"{own}/{name}");
        var space = parts.Length == 1 ? ContextNamespace.Of(MeshSession.Current.Find(parts[0])) : parts[1];
        if (parts[0].Length > 0 && parts.Length <= 2 && DnsName.IsLabel(space)) return (parts[0], space, null);
        throw Invalid(
            text,
            "where the request comes from",
            "Write it as cluster1, as cluster1/namespace, or for a gateway as cluster1/gateway/istio-system/web.");
    }

    /// <summary>A host with a port, or a URL, whose scheme stands for a port and whose path is the request's.</summary>
    private static (string Host, int? Port, string? Path) To(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0) throw Target(text);
            return (uri.Host.Trim('[', ']'), uri.Port < 0 ? null : uri.Port, uri.PathAndQuery);
        }

        var colon = text.LastIndexOf(':');
        var isBare = colon < 0
            || (text.Contains(':', StringComparison.Ordinal)
                && text.IndexOf(':', StringComparison.Ordinal) != colon
                && !text.Contains(']', StringComparison.Ordinal))
            || text.EndsWith(']');
        var host = (isBare ? text : text[..colon]).Trim('[', ']');
        if (host.Length == 0 || host.Contains('/', StringComparison.Ordinal)) throw Target(text);
        if (isBare) return (host, null, null);
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
            ? (host, port, null)
            : throw Target(text);
    }

    private static MeshException Target(string text) =>
        Invalid(
            text,
            "where a request goes",
            "Write it as reviews:9080, reviews.default.svc.cluster2.global:9080, [2001:db8::1]:80 or http://reviews:9080/path.");

    private static MeshException Invalid(string text, string what, string action) => new(
        MeshErrorId.TraceArgumentInvalid, MeshErrorKind.InvalidArgument, $"'{text}' does not say {what}.", action, text);
}
