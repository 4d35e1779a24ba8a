using System.Collections.Immutable;

namespace MeshFederation.Istio.Objects;

/// <summary>The fields of a VirtualService that hold routes (istio networking/v1 VirtualService).</summary>
public static class RouteLists
{
    /// <summary>All of them, in the order of the API.</summary>
    public static readonly ImmutableArray<string> All = ["http", "tls", "tcp"];
}
