namespace MeshFederation.Istio.Objects;

/// <summary>Who answers what browsers ask for sites that are not allowed (istio networking/v1 CorsPolicy.UnmatchedPreflights).</summary>
internal static class PreflightAnswers
{
    /// <summary>The service.</summary>
    public const string Forward = "FORWARD";

    /// <summary>The proxy, which allows nothing.</summary>
    public const string Ignore = "IGNORE";
}
