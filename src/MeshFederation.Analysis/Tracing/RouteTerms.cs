using System.Globalization;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>What a route does about requests beside where they go (istio networking/v1 HTTPRoute), in words.</summary>
internal static class RouteTerms
{
    /// <summary>The terms of a route; none where it has none.</summary>
    public static IEnumerable<string> Of(UnstructuredMap route)
    {
        if (route.Text("timeout") is { } timeout) yield return $"the answer is waited for {timeout}{Tries(route)}";
        if (Delay(route) is { } delay) yield return delay;
        if (route.Map("rewrite") is { } rewrite) yield return Rewritten(rewrite);
        foreach (var mirror in Mirrors(route)) yield return mirror;
    }

    private static string Tries(UnstructuredMap route)
    {
        if (route.Map("retries") is not { } retries || retries.Number("attempts") is not (> 0 and var attempts)) return "";
        var each = retries.Text("perTryTimeout") is { } time ? $" of {time} each" : "";
        return FormattableString.Invariant($", over {attempts + 1} tries{each}");
    }

    /// <summary>Without a percentage no request is delayed (istio pilot/pkg/networking/core/route/route.go TranslateFault).</summary>
    private static string? Delay(UnstructuredMap route)
    {
        if (route.Map("fault")?.Map("delay") is not { } delay || delay.Text("fixedDelay") is not { } time) return null;
        var share = RoutePercentage.Of(delay, "percentage") ?? 0;
        return share > 0 ? $"its fault delays {Percent(share)} of the requests by {time}" : null;
    }

    private static string Rewritten(UnstructuredMap rewrite)
    {
        var parts = new List<string>();
        if (rewrite.Text("uri") is { } path) parts.Add($"the path as {path}");
        if (rewrite.Map("uriRegexRewrite")?.Text("rewrite") is { } replaced) parts.Add($"parts of the path as {replaced}");
        if (rewrite.Text("authority") is { } authority) parts.Add($"the authority as {authority}");
        return $"it rewrites {string.Join(" and ", parts)}";
    }

    private static IEnumerable<string> Mirrors(UnstructuredMap route)
    {
        if (route.Map("mirror") is { } one) yield return Copied(one, RoutePercentage.Of(route, "mirrorPercentage") ?? 100);
        foreach (var mirror in route.Maps("mirrors"))
            yield return Copied(mirror.Map("destination") ?? UnstructuredMap.Empty, RoutePercentage.Of(mirror, "percentage") ?? 100);
    }

    private static string Copied(UnstructuredMap destination, double share) =>
        $"{Percent(share)} of the requests are copied to {destination.Text("host")}"
        + (destination.Text("subset") is { Length: > 0 } subset ? " subset " + subset : "");

    private static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
