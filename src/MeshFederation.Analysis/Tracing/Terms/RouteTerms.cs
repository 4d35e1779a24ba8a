using System.Globalization;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>
/// What a route does about requests beside where they go (istio networking/v1 HTTPRoute; istio
/// pilot/pkg/networking/core/route/route.go translateRoute). An abort is none of it: it is a branch.
/// </summary>
internal static class RouteTerms
{
    /// <summary>The terms of a route whose requests go on.</summary>
    /// <param name="route">The route.</param>
    /// <param name="hostOf">The full host of a destination.</param>
    public static IEnumerable<TraceTerm> Of(UnstructuredMap route, Func<UnstructuredMap, string> hostOf)
    {
        if (route.Text("timeout") is { } timeout) yield return new("timeout", timeout, Waited(timeout));
        if (route.Map("retries") is { } retries) yield return new("retries", retries, RetryTerm.Text(retries));
        if (Delay(route) is { } delay) yield return delay;
        if (route.Map("rewrite") is { } rewrite) yield return new("rewrite", rewrite, Rewritten(rewrite));
        foreach (var term in HeaderTerms.Of(route.Map("headers") ?? UnstructuredMap.Empty)) yield return term;
        foreach (var term in MirrorTerms.Of(route, hostOf)) yield return term;
        if (route.Map("corsPolicy") is { } cors) yield return CorsTerm.Of(cors);
    }

    /// <summary>The terms of a route that answers itself: nothing is waited for then, and nothing copied.</summary>
    public static IEnumerable<TraceTerm> OfAnswer(UnstructuredMap route)
    {
        if (route.Map("redirect") is { } redirect) yield return AnswerTerms.Redirect(redirect);
        else if (route.Map("directResponse") is { } answer) yield return AnswerTerms.Response(answer);
        if (Delay(route) is { } delay) yield return delay;
        foreach (var term in HeaderTerms.Of(route.Map("headers") ?? UnstructuredMap.Empty)) yield return term;
        if (route.Map("corsPolicy") is { } cors) yield return CorsTerm.Of(cors);
    }

    /// <summary>Without a percentage no request is delayed (istio pilot/pkg/networking/core/route/route.go TranslateFault).</summary>
    public static TraceTerm? Delay(UnstructuredMap route)
    {
        if (route.Map("fault")?.Map("delay") is not { } delay || delay.Text("fixedDelay") is not { } time) return null;
        var share = RoutePercentage.Of(delay, "percentage") ?? 0;
        return share > 0 ? new("fault.delay", delay, $"its fault delays {Percent(share)} of the requests by {time}") : null;
    }

    public static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string Waited(string timeout) =>
        timeout == "0s" ? "the answer is waited for without end" : $"the answer is waited for {timeout}, over all tries";

    private static string Rewritten(UnstructuredMap rewrite)
    {
        var parts = new List<string>();
        if (rewrite.Text("uri") is { } path) parts.Add($"the path as {path}");
        if (rewrite.Map("uriRegexRewrite") is { } part) parts.Add($"what {part.Text("match")} finds in the path as {part.Text("rewrite")}");
        if (rewrite.Text("authority") is { } authority) parts.Add($"the authority as {authority}");
        return $"it rewrites {string.Join(" and ", parts)}";
    }
}
