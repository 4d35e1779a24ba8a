using System.Text.Json;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Truth;

/// <summary>Compares endpoints, whatever their order.</summary>
internal static class EndpointComparison
{
    public static Verdict Of(string what, IEnumerable<JsonElement> expected, IEnumerable<TraceEndpoint> found, bool isUnknown)
    {
        var wanted = string.Join(", ", expected.Select(Text).Order(StringComparer.Ordinal));
        var actual = string.Join(", ", found.Select(Text).Order(StringComparer.Ordinal));
        if (wanted == actual) return Verdict.Agrees;
        return isUnknown ? Verdict.Unknown($"{what}: {wanted}") : Verdict.Wrong($"{what}: {wanted} expected, and they are {actual}");
    }

    private static string Text(JsonElement item) =>
        FormattableString.Invariant($"{item.Text("address")}:{item.Number("port")}{Details(item.Number("priority"), item.Number("weight", 1), item.IsTrue("mtls"), item.Text("inbound") == "refused")}");

    private static string Text(TraceEndpoint item) =>
        FormattableString.Invariant($"{item.Address}:{item.Port}{Details(item.Priority, item.Weight, item.MutualTls is true, item.Refusal.Length > 0)}");

    private static string Details(int priority, int weight, bool isMutual, bool isRefused) =>
        FormattableString.Invariant($"{(priority == 0 ? "" : $" priority {priority}")}{(weight == 1 ? "" : $" weight {weight}")}{(isMutual ? " mtls" : "")}{(isRefused ? " refused" : "")}");
}
