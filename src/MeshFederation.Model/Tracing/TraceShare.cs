namespace MeshFederation.Model.Tracing;

/// <summary>A destination of a route, with its part of what the route takes.</summary>
/// <param name="Host">The full host.</param>
/// <param name="Subset">The subset, empty for none.</param>
/// <param name="Port">The port.</param>
/// <param name="Share">The part, in percent: 0 to 100.</param>
public sealed record TraceShare(string Host, string Subset, int Port, double Share)
{
    /// <summary>The share and the destination.</summary>
    /// <returns>The text, as <c>75 % reviews.default.svc.cluster2.global:9080 subset version-v3</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Share:0.##} % {Host}:{Port}{(Subset.Length == 0 ? "" : " subset " + Subset)}");
}
