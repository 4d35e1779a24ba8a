namespace MeshFederation.Model.Tracing;

/// <summary>A destination of a route, with its part of what the route takes.</summary>
public sealed record TraceShare
{
    internal TraceShare(string host, string subset, int port, double share) => (Host, Subset, Port, Share) = (host, subset, port, share);

    /// <summary>The full host.</summary>
    public string Host { get; internal init; }

    /// <summary>The subset, empty for none.</summary>
    public string Subset { get; internal init; }

    /// <summary>The port.</summary>
    public int Port { get; internal init; }

    /// <summary>The part, in percent: 0 to 100.</summary>
    public double Share { get; internal init; }

    /// <summary>The share and the destination.</summary>
    /// <returns>The text, as <c>75 % reviews.default.svc.cluster2.global:9080 subset version-v3</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Share:0.##} % {Host}:{Port}{(Subset.Length == 0 ? "" : " subset " + Subset)}");
}
