using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The pods that call: what of them decides which objects apply.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Labels">Their labels; empty when none are known.</param>
public sealed record MeshCaller(string Namespace, UnstructuredMap Labels)
{
    /// <summary>Whether they are a gateway, to which no Sidecar applies.</summary>
    public bool IsGateway { get; init; }

    /// <summary>Whether they are a waypoint, which is a gateway too.</summary>
    public bool IsWaypoint { get; init; }

    /// <summary>Pods of a namespace of which no label is known.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The caller.</returns>
    public static MeshCaller In(string @namespace) => new(@namespace, UnstructuredMap.Empty);

    /// <summary>A waypoint of a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The caller.</returns>
    public static MeshCaller Waypoint(string @namespace) => In(@namespace) with { IsGateway = true, IsWaypoint = true };
}
