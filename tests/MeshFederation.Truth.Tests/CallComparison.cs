using System.Text.Json;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Truth.Tests;

/// <summary>Follows a call, and compares what becomes of it with what Istio makes of it.</summary>
internal static class CallComparison
{
    public static Verdict Of(TruthWorld world, JsonElement call)
    {
        var (expected, outcome) = (call.GetProperty("expect"), call.GetProperty("expect").Text("outcome"));
        IReadOnlyList<MeshHop> hops;
        try
        {
            hops = RequestTracer.Trace(world.Mesh, Question(call));
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.TraceHostUnknown)
        {
            return outcome is "passthrough" or "blackhole" ? Verdict.Agrees
                : Verdict.Wrong($"{Expected(expected)} expected, and the host is unknown: {exception.Message}");
        }

        var route = hops.FirstOrDefault(hop => hop.Route is not null)?.Route;
        if (route is null) return Verdict.Wrong($"{Expected(expected)} expected, and nothing is said: {Said(hops)}");
        var chosen = route switch
        {
            TraceRoute.Routed or TraceRoute.CalledHost or TraceRoute.NoDestination => "routed",
            TraceRoute.PassedOn => "passthrough",
            TraceRoute.Closed => "blackhole",
            TraceRoute.Redirected => "redirect",
            TraceRoute.Answered => "direct",
            _ => "noRoute",
        };
        if (chosen != outcome) return Verdict.Wrong($"{Expected(expected)} expected, and it is {chosen}: {Said(hops)}");
        if (outcome == "direct" && hops[^1].Status != DirectStatus(expected))
        {
            return Verdict.Wrong($"the status is not {DirectStatus(expected)}: {Said(hops)}");
        }

        return outcome == "routed" ? DestinationComparison.Of(world, expected, hops) : Verdict.Agrees;
    }

    private static TraceQuestion Question(JsonElement call)
    {
        var (from, to, protocol) = (call.GetProperty("from"), call.Text("to"), call.Text("protocol"));
        var colon = to.LastIndexOf(':');
        var labels = UnstructuredMap.Of([.. Fields(from, "labels").Select(label => (label.Key, (object?)label.Value))]);
        var request = new MeshRequest
        {
            Authority = "",
            Port = 0,
            IsHttp = protocol == "http",
            ServerName = protocol == "http" ? null : call.Text("sni"),
            Address = call.Text("ip") is { Length: > 0 } address ? address : null,
            Method = call.Text("method") is { Length: > 0 } method ? method : "GET",
            Path = call.Text("path") is { Length: > 0 } path ? path : "/",
            Headers = Fields(call, "headers").ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        return new(from.Text("cluster"), new(from.Text("namespace"), labels), to[..colon],
            int.Parse(to[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), request);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(JsonElement item, string name) =>
        item.Of(name) is { ValueKind: JsonValueKind.Object } fields
        ? fields.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, field.Value.ToString()))
        : [];

    private static int? DirectStatus(JsonElement expected) => expected.Of("detail") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        { ValueKind: JsonValueKind.String } text when int.TryParse(text.GetString(), out var status) => status,
        _ => null,
    };

    private static string Expected(JsonElement expected) =>
        string.Join(" and ", expected.Items("destinations")
            .Select(item => $"{item.Text("host")}:{item.Number("port")} {item.Text("subset")} {item.Text("status")}")
            .Prepend(expected.Text("outcome")));

    private static string Said(IReadOnlyList<MeshHop> hops) =>
        string.Join(" / ", hops.Select(hop => $"{hop.Step} {hop.Decision}{(hop.Finding is { } finding ? " " + finding.Rule : "")}"));
}
