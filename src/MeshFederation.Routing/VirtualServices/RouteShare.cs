using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>A part of the traffic and where it goes.</summary>
/// <param name="Host">The full host of the destination.</param>
/// <param name="Subset">The subset, empty for none.</param>
/// <param name="Port">The port of the destination.</param>
/// <param name="Weight">The weight as written.</param>
/// <param name="Share">The part of the traffic that it gets, in percent: 0 to 100.</param>
public sealed record RouteShare(string Host, string Subset, int Port, long Weight, double Share)
{
    /// <summary>Whether the route names the port; else it is the only one of the service, or the one that was called.</summary>
    public bool NamesPort { get; init; } = true;

    /// <summary>What becomes of the headers of requests that go there, and of their answers; empty where nothing does.</summary>
    public UnstructuredMap Headers { get; init; } = UnstructuredMap.Empty;

    /// <summary>The destination in one line.</summary>
    /// <returns>The text, as <c>reviews.default.svc.cluster.local:9080 subset version-v1</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{Host}:{Port}{(Subset.Length == 0 ? "" : " subset " + Subset)}");
}
