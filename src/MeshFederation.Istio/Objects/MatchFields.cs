using System.Collections.Immutable;

namespace MeshFederation.Istio.Objects;

/// <summary>The fields by which a match of HTTP requests asks for texts (istio/api networking/v1alpha3 HTTPMatchRequest).</summary>
internal static class MatchFields
{
    /// <summary>Those that ask for one text.</summary>
    public static ImmutableArray<string> Texts { get; } = ["uri", "scheme", "method", "authority"];

    /// <summary>Those that ask for headers.</summary>
    public static ImmutableArray<string> Headers { get; } = ["headers", "withoutHeaders"];

    /// <summary>Those that ask for texts by their names.</summary>
    public static ImmutableArray<string> Named { get; } = [.. Headers, "queryParams"];
}
