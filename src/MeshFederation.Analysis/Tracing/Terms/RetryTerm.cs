using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>When a route sends requests again (istio networking/v1 HTTPRetry).</summary>
internal static class RetryTerm
{
    /// <summary>The retries in words; those that are not said are Istio's own, which the mesh may have set.</summary>
    public static string Text(UnstructuredMap retries)
    {
        if (retries.Number("attempts") is not (> 0 and var attempts)) return "what fails is not sent again";
        var parts = new List<string>
        {
            FormattableString.Invariant($"what fails is sent again up to {attempts} {(attempts == 1 ? "time" : "times")}"),
        };
        if (retries.Text("retryOn") is { Length: > 0 } reasons)
            parts.Add($"on {reasons.Replace(",", ", ", StringComparison.Ordinal)}");
        if (retries.Text("perTryTimeout") is { } time) parts.Add($"each try for {time}");
        if (retries.Text("backoff") is { } backoff) parts.Add($"{backoff} later at least");
        if (retries.IsTrue("retryRemoteLocalities")) parts.Add("at endpoints of other localities too");
        if (retries.GetValueOrDefault("retryIgnorePreviousHosts") is false) parts.Add("even where it failed");
        return string.Join("; ", parts);
    }
}
