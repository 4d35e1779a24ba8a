using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Recovery;

/// <summary>What a route says of requests beside where they go, by the names of the cmdlets' parameters.</summary>
internal static class RecoveredRoutePolicies
{
    /// <summary>The policies of a route, by kind; without what no policy of ours could have written.</summary>
    /// <param name="route">The route.</param>
    /// <param name="version">The Istio of its cluster.</param>
    /// <param name="place">The cluster and pods that a mirror means.</param>
    public static IEnumerable<MeshPolicy> Of(UnstructuredMap route, IstioVersion version, Func<UnstructuredMap, MeshDestination?> place)
    {
        Func<MeshPolicy?>[] readers =
        [
            () => route.Text("timeout") is { } timeout ? Policy("timeout", ("Timeout", timeout)) : null,
            () => route.Map("retries") is { } retries ? Retry(retries, version) : null,
            () => route.Map("fault") is { } fault ? Fault(fault) : null,
            () => Mirror(route, place),
            () => route.Map("headers") is { } headers ? Headers(headers) : null,
            () => route.Map("rewrite") is { } rewrite ? Rewrite(rewrite) : null,
            () => Redirect(route),
            () => route.Map("corsPolicy") is { } cors ? Cors(cors) : null,
        ];
        return readers.Select(Read).OfType<MeshPolicy>();
    }

    /// <summary>What somebody else has written into an object may be no policy of ours.</summary>
    public static MeshPolicy? Read(Func<MeshPolicy?> read)
    {
        try
        {
            return read();
        }
        catch (MeshException)
        {
            return null;
        }
    }

    /// <summary>A header rule of a route, or of a destination of it.</summary>
    public static MeshPolicy Headers(UnstructuredMap headers) => Policy(
        "headerRule",
        ("RequestSet", Entries(headers.Map("request"), "set")),
        ("RequestAdd", Entries(headers.Map("request"), "add")),
        ("RequestRemove", Texts(headers.Map("request"), "remove")),
        ("ResponseSet", Entries(headers.Map("response"), "set")),
        ("ResponseAdd", Entries(headers.Map("response"), "add")),
        ("ResponseRemove", Texts(headers.Map("response"), "remove")));

    private static MeshPolicy Rewrite(UnstructuredMap rewrite)
    {
        var part = rewrite.Map("uriRegexRewrite");
        return Policy(
            "rewrite",
            ("Path", rewrite.Text("uri")),
            ("PathRegex", part?.Text("match")),
            ("Replacement", part?.Text("rewrite")),
            ("Authority", rewrite.Text("authority")));
    }

    private static MeshPolicy? Redirect(UnstructuredMap route)
    {
        if (route.Map("directResponse") is { } answer)
            return Policy("redirect", ("Status", answer.Number("status")), ("Body", answer.Map("body")?.Text("string")));
        return route.Map("redirect") is not { } redirect ? null : Policy(
            "redirect",
            ("Path", redirect.Text("uri")),
            ("PathPrefix", redirect.Text("prefixRewrite")),
            ("Authority", redirect.Text("authority")),
            ("Port", redirect.Number("port")),
            ("Scheme", redirect.Text("scheme")),
            ("Code", redirect.Number("redirectCode")));
    }

    /// <summary>Null for what a route has where nobody chose.</summary>
    private static MeshPolicy? Retry(UnstructuredMap retries, IstioVersion version)
    {
        var usual = new[] { Retries.Usual(version, fallsBack: false), Retries.Usual(version, fallsBack: true) };
        if (usual.Contains(retries)) return null;
        var isUsual = usual[0].Text("retryOn") == retries.Text("retryOn");
        return Policy(
            "retryPolicy",
            ("Attempts", retries.Number("attempts")),
            ("RetryOn", isUsual ? null : retries.Text("retryOn")?.Split(',')),
            ("PerTryTimeout", retries.Text("perTryTimeout")),
            ("Backoff", retries.Text("backoff")),
            ("RemoteLocalities", isUsual && retries.IsTrue("retryRemoteLocalities")
                ? null
                : retries.GetValueOrDefault("retryRemoteLocalities")),
            ("IgnorePreviousHosts", retries.GetValueOrDefault("retryIgnorePreviousHosts")));
    }

    private static MeshPolicy Fault(UnstructuredMap fault)
    {
        var (delay, abort) = (fault.Map("delay"), fault.Map("abort"));
        return Policy(
            "fault",
            ("Delay", delay?.Text("fixedDelay")),
            ("DelayPercent", delay?.Map("percentage")?.Real("value")),
            ("Abort", abort?.Number("httpStatus") ?? (object?)abort?.Text("grpcStatus")),
            ("AbortPercent", abort?.Map("percentage")?.Real("value")));
    }

    private static MeshMirror? Mirror(UnstructuredMap route, Func<UnstructuredMap, MeshDestination?> place)
    {
        var mirrors = route.Map("mirror") is { } one
            ? [(one, route.Map("mirrorPercentage"))]
            : route.Maps("mirrors").Select(item => (item.Map("destination") ?? UnstructuredMap.Empty, item.Map("percentage"))).ToList();
        var places = mirrors.Select(mirror => place(mirror.Item1)).ToList();
        if (places.Count == 0 || places.Contains(null)) return null;
        return new MeshMirror(places.Select(to => to!.Place).ToValueList(), mirrors[0].Item2?.Real("value") ?? 100);
    }

    private static MeshCorsPolicy Cors(UnstructuredMap cors) => new MeshCorsPolicy(
        cors.Maps("allowOrigins").Select(origin => RecoveredMatch.Text(origin, StringMatchKind.Present)).ToValueList())
    {
        AllowMethod = (Texts(cors, "allowMethods") ?? []).ToValueList(),
        AllowHeader = (Texts(cors, "allowHeaders") ?? []).ToValueList(),
        ExposeHeader = (Texts(cors, "exposeHeaders") ?? []).ToValueList(),
        MaxAge = cors.Text("maxAge") is { } age ? DurationText.Read(age) : null,
        AllowCredentials = cors.GetValueOrDefault("allowCredentials") as bool?,
        UnmatchedPreflights = cors.Text("unmatchedPreflights") switch { "FORWARD" => "Forward", "IGNORE" => "Ignore", _ => null },
    };

    private static Dictionary<string, string>? Entries(UnstructuredMap? operations, string field) =>
        operations?.TextEntries(field).ToDictionary(StringComparer.Ordinal) is { Count: > 0 } entries ? entries : null;

    private static string[]? Texts(UnstructuredMap? operations, string field) =>
        operations?.Texts(field).Select(text => text.Text).ToArray() is { Length: > 0 } texts ? texts : null;

    private static MeshPolicy Policy(string kind, params (string Name, object? Value)[] values) => PolicyKinds.Of(kind).FromArguments(
        values.Where(value => value.Value is not null).ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal),
        MeshRouteScope.All);
}
