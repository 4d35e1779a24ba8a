namespace MeshFederation.Commands.Publishing;

/// <summary>Whether a pipeline runs us, whose log has no progress bar.</summary>
internal static class ContinuousIntegration
{
    /// <summary>Azure Pipelines sets TF_BUILD, GitHub Actions and most others CI.</summary>
    private static readonly string[] Variables = ["TF_BUILD", "GITHUB_ACTIONS", "CI"];

    public static bool IsDetected =>
        Array.Exists(
            Variables, variable => string.Equals(Environment.GetEnvironmentVariable(variable), "true", StringComparison.OrdinalIgnoreCase));
}
