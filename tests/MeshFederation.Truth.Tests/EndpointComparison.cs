using System.Globalization;
using System.Text.Json;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Truth.Tests;

/// <summary>Compares endpoints, whatever their order.</summary>
internal static class EndpointComparison
{
    public static Verdict Of(string what, IEnumerable<JsonElement> expected, IEnumerable<TraceEndpoint> found, bool isByEndpoint,
        bool isUnknown)
    {
        var wanted = string.Join(", ", expected.Select(item => Text(item, isByEndpoint)).Order(StringComparer.Ordinal));
        var actual = string.Join(", ", found.Select(item => Text(item, isByEndpoint)).Order(StringComparer.Ordinal));
        if (wanted == actual) return Verdict.Agrees;
        return isUnknown ? Verdict.Unknown($"{what}: {wanted}") : Verdict.Wrong($"{what}: {wanted} expected, and they are {actual}");
    }

    private static string Text(JsonElement item, bool isByEndpoint) =>
        FormattableString.Invariant($"{item.Text("address")}:{item.Number("port")}")
            + Details(
                item.Number("priority"),
                item.Number("weight", 1),
                isByEndpoint && item.IsTrue("mtls"),
                item.Text("inbound") == "refused");

    private static string Text(TraceEndpoint item, bool isByEndpoint) =>
        FormattableString.Invariant(
            $"{item.Address}:{item.Port}{Details(item.Priority, item.Weight, isByEndpoint && item.MutualTls is true, IsRefused(item))}");

    /// <summary>The listener of a pod is asked alone: where there is none, or it takes TLS for plain bytes, the application gets what it
    /// cannot read.</summary>
    private static bool IsRefused(TraceEndpoint item) => item.Refusal.Length > 0
        && !item.Refusal.Contains("has no sidecar", StringComparison.Ordinal)
            && !item.Refusal.Contains("turns the mesh's TLS off", StringComparison.Ordinal);

    private static string Details(int priority, int weight, bool isMutual, bool isRefused) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{(priority == 0 ? "" : $" priority {priority}")}{(weight == 1 ? "" : $" weight {weight}")}"
                + $"{(isMutual ? " mtls" : "")}{(isRefused ? " refused" : "")}");
}
