using MeshFederation.Model.Findings;

namespace MeshFederation.Reporting.Topology;

/// <summary>A finding with the number by which the picture and its list name it.</summary>
internal sealed record NumberedProblem(int Number, MeshFinding Finding)
{
    public bool IsError => Finding.Severity == FindingSeverity.Error;

    public string Headline => $"{Finding.Rule} {Finding.Cluster} {Finding.Target}{(Finding.Field is null ? "" : " " + Finding.Field)}";

    /// <summary>The class of the worst of several, for the picture's colours; empty where there is none.</summary>
    public static string Worst(IReadOnlyList<NumberedProblem> problems) =>
        problems.Count == 0 ? "" : problems.Max(problem => problem.Finding.Severity) switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "note",
        };
}
