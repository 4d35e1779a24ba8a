using MeshFederation.Model.Collections;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>What a hop says as values, for scripts; see <see cref="MeshHop"/>.</summary>
internal sealed record HopValues
{
    public static readonly HopValues None = new();

    public string? Host { get; init; }

    public string? Subset { get; init; }

    public int? Port { get; init; }

    public TraceRoute? Route { get; init; }

    public ValueList<TraceShare> Destination { get; init; } = [];

    public ValueList<TraceTerm> Term { get; init; } = [];

    public TraceTls? Tls { get; init; }

    public ValueList<TraceEndpoint> Endpoint { get; init; } = [];

    public int? Status { get; init; }

    public string ResponseFlag { get; init; } = "";
}
