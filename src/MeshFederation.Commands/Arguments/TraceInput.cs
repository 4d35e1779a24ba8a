using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads what was typed of a request to trace.</summary>
internal static class TraceInput
{
    public static TraceQuestion Read(string from, string to, MeshRequest request, Hashtable? sourceLabels)
    {
        var (cluster, space, gateway) = From(from);
        var (host, port, path) = To(to);
        if (gateway is not null && sourceLabels is not null) throw OfGateway(from);
        var labels = sourceLabels is null ? UnstructuredMap.Empty : UnstructuredMap.Of(ArgumentMap.LabelSet(sourceLabels));
        if (path is null or "/") return new(cluster, new(space, labels), host, port, request) { Gateway = gateway };
        if (request.Path != "/" && request.Path != path) throw TwoPaths(to, request.Path);
        return new(cluster, new(space, labels), host, port, request with { Path = path }) { Gateway = gateway };
    }

    public static Dictionary<string, string> Headers(Hashtable? headers)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in headers ?? [])
        {
            var value = header.Value is PSObject wrapped ? wrapped.BaseObject : header.Value;
            if (value is IDictionary or PSCustomObject) throw HeaderInvalid($"{header.Key}", "a request has a value there, no condition");
            read[ArgumentMap.Text(header.Key)] = ArgumentMap.Text(value);
        }

        return read;
    }

    /// <summary>
    /// The files that are named. Whoever meant the path of the request is told where that goes, also for <c>/</c>, which is there and holds
    /// every file of the machine.
    /// </summary>
    public static IReadOnlyList<ManifestFile> Find(PSCmdlet cmdlet, ClusterFiles[] files, MeshCluster[] clusters)
    {
        if (Array.Find(files, file => file.Path is "/" or "\\") is { } root) throw NoFile("'/' is no file of objects.", root.Path, null);
        try
        {
            return AnalysedFiles.Find(cmdlet, files, clusters);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.FileNotFound)
        {
            throw NoFile(exception.Message, exception.Target, exception);
        }
    }

    /// <summary>The error for a header that no request can have.</summary>
    public static MeshException HeaderInvalid(string text, string why) => new(
        MeshErrorId.TraceArgumentInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' cannot be read as headers of a request: {why}.",
        "Write headers as @{ 'end-user' = 'jason' } or end-user=jason.",
        text);

    /// <summary>The error for something of HTTP that a request without HTTP cannot have.</summary>
    public static MeshException NoHttp(string parameter, string because) => new(
        MeshErrorId.TraceArgumentInvalid,
        MeshErrorKind.InvalidArgument,
        $"-{parameter} would not be used: with -{because} no proxy on the way sees HTTP.",
        $"Leave -{parameter} out, or -{because}.",
        parameter);

    private static MeshException OfGateway(string from) => new(
        MeshErrorId.TraceArgumentInvalid,
        MeshErrorKind.InvalidArgument,
        $"-SourceLabel would not be used: '{from}' is a gateway, whose pods have the labels that its selector says.",
        "Leave -SourceLabel out, or say the calling pods by their namespace: cluster1/default.",
        from);

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

    private static MeshException TwoPaths(string to, string path) => new(
        MeshErrorId.TraceArgumentInvalid,
        MeshErrorKind.InvalidArgument,
        $"The request has two paths: that of '{to}', and '{path}' of -RequestPath.",
        "Say the path once.",
        to);

    private static MeshException NoFile(string message, object? path, Exception? cause) => new(
        MeshErrorId.FileNotFound,
        MeshErrorKind.ObjectNotFound,
        message,
        "Check the path: -Path takes files with the objects of clusters; the path of the request goes to -RequestPath.",
        path,
        cause);

    private static MeshException Target(string text) =>
        Invalid(
            text,
            "where a request goes",
            "Write it as reviews:9080, reviews.default.svc.cluster2.global:9080, [2001:db8::1]:80 or http://reviews:9080/path.");

    private static MeshException Invalid(string text, string what, string action) => new(
        MeshErrorId.TraceArgumentInvalid, MeshErrorKind.InvalidArgument, $"'{text}' does not say {what}.", action, text);
}
