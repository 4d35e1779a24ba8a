using MeshFederation.Model.Reports;

namespace MeshFederation.Commands.Publishing;

/// <summary>Whether a pipeline runs us, whose log has no progress bar and may take commands.</summary>
internal static class ContinuousIntegration
{
    /// <summary>Azure Pipelines sets TF_BUILD, GitHub Actions and most others CI.</summary>
    private static readonly (string Variable, ReportFormat Log)[] Known =
    [
        ("TF_BUILD", ReportFormat.AzurePipelines), ("GITHUB_ACTIONS", ReportFormat.GitHub), ("CI", ReportFormat.Text),
    ];

    public static bool IsDetected => Array.Exists(Known, item => IsSet(item.Variable));

    /// <summary>The format that the log takes; text where none runs us, or one that has no commands of its own.</summary>
    public static ReportFormat LogFormat =>
        Known.Where(item => IsSet(item.Variable)).Select(item => item.Log).FirstOrDefault(ReportFormat.Text);

    private static bool IsSet(string variable) =>
        string.Equals(Environment.GetEnvironmentVariable(variable), "true", StringComparison.OrdinalIgnoreCase);
}
