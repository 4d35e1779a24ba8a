namespace MeshFederation.Analysis.Tracing;

/// <summary>Why a proxy answered by itself, as its access log says it (envoyproxy.io docs: access logging, RESPONSE_FLAGS).</summary>
internal static class EnvoyFlags
{
    /// <summary>The destination has no endpoint that can be called.</summary>
    public const string NoEndpoint = "UH";

    /// <summary>The proxy knows no such destination.</summary>
    public const string NoCluster = "NC";

    /// <summary>No route is for the request.</summary>
    public const string NoRoute = "NR";
}
