using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// The conditions on a request that the proxy decides (istio pilot/pkg/networking/core/route/route.go TranslateRouteMatch).
/// </summary>
internal static class HttpCondition
{
    /// <summary>Why a request does not meet a match; null when it does.</summary>
    public static string? Fails(UnstructuredMap match, MeshRequest request)
    {
        if (match.Map("uri") is { } uri && !TextCondition.Of(uri).Holds(request.PathOnly, IgnoresCase(match)))
            return $"its path {request.PathOnly} is not {TextCondition.Of(uri)}";
        return Fails(match, "method", request.Method)
            ?? Fails(match, "scheme", request.Scheme)
            ?? Fails(match, "authority", request.HostAndPort)
                ?? Headers(match, request) ?? WithoutHeaders(match, request) ?? Query(match, request);
    }

    private static bool IgnoresCase(UnstructuredMap match) => match.TryGetValue("ignoreUriCase", out var ignore) && ignore is true;

    private static string? Fails(UnstructuredMap match, string what, string text) =>
        match.Map(what) is { } wanted && !TextCondition.Of(wanted).Holds(text)
            ? $"its {what} {text} is not {TextCondition.Of(wanted)}"
            : null;

    private static string? Headers(UnstructuredMap match, MeshRequest request)
    {
        foreach (var (name, wanted) in match.Map("headers") ?? UnstructuredMap.Empty)
        {
            var condition = TextCondition.Of(wanted);
            if (!condition.Holds(Header(request, name))) return $"its header {name} is {Shown(Header(request, name))}, not {condition}";
        }

        return null;
    }

    /// <summary>A header that is not there counts as an empty one, unless mere presence is forbidden.</summary>
    private static string? WithoutHeaders(UnstructuredMap match, MeshRequest request)
    {
        foreach (var (name, unwanted) in match.Map("withoutHeaders") ?? UnstructuredMap.Empty)
        {
            var condition = TextCondition.Of(unwanted);
            if (condition.Holds(Header(request, name) ?? (condition.IsPresence ? null : "")))
                return $"its header {name} is {condition}, which the match forbids";
        }

        return null;
    }

    private static string? Query(UnstructuredMap match, MeshRequest request)
    {
        foreach (var (name, wanted) in match.Map("queryParams") ?? UnstructuredMap.Empty)
        {
            var condition = TextCondition.Of(wanted);
            if (!condition.Holds(request.Query(name)))
                return $"its query parameter {name} is {Shown(request.Query(name))}, not {condition}";
        }

        return null;
    }

    private static string? Header(MeshRequest request, string name) => name.ToUpperInvariant() switch
    {
        ":METHOD" => request.Method,
        ":PATH" => request.Path,
        ":SCHEME" => request.Scheme,
        ":AUTHORITY" or "HOST" => request.HostAndPort,
        _ => request.Headers.TryGetValue(name, out var value) ? value : null,
    };

    private static string Shown(string? value) => value is null ? "not there" : $"'{value}'";
}
