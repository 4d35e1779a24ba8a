using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>Where a route copies requests to (istio networking/v1 HTTPRoute.mirror, mirrors).</summary>
internal static class MirrorTerms
{
    /// <summary>The mirrors of a route (istio pilot/pkg/networking/core/route/route.go applyHTTPRouteDestination).</summary>
    public static IEnumerable<TraceTerm> Of(UnstructuredMap route, Func<UnstructuredMap, string> hostOf)
    {
        if (route.Map("mirror") is { } one)
            yield return new("mirror", one, Copied(one, RoutePercentage.Of(route, "mirrorPercentage") ?? 100, hostOf));
        var mirrors = route.Maps("mirrors").ToList();
        for (var i = 0; i < mirrors.Count; i++)
        {
            var share = RoutePercentage.Of(mirrors[i], "percentage") ?? 100;
            var destination = mirrors[i].Map("destination") ?? UnstructuredMap.Empty;
            yield return new(FormattableString.Invariant($"mirrors[{i}]"), mirrors[i], Copied(destination, share, hostOf));
        }
    }

    private static string Copied(UnstructuredMap destination, double share, Func<UnstructuredMap, string> hostOf)
    {
        if (!(share > 0)) return $"no request is copied to {hostOf(destination)}: the part is 0 %";
        var port = destination.Map("port")?.Number("number") is { } number ? FormattableString.Invariant($":{number}") : "";
        var subset = destination.Text("subset") is { Length: > 0 } name ? " subset " + name : "";
        return $"{RouteTerms.Percent(share)} of the requests are copied to {hostOf(destination)}{port}{subset}";
    }
}
