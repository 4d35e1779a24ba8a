using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Text;

namespace MeshFederation.Reporting.Reports;

/// <summary>Makes entries of what became of clusters as their authorities were exchanged: what was done, and what is still to be.</summary>
internal static class IdentityProblem
{
    /// <summary>The id of what was done.</summary>
    public const string Done = "IdentityChanged";

    /// <summary>The id of a step that something must still take up.</summary>
    public const string Open = "IdentityUnfinished";

    /// <summary>The entries, in the order in which things were done; what is still to be done comes first.</summary>
    public static IEnumerable<ReportProblem> Of(IReadOnlyList<MeshIdentityChange> changes) =>
    [
        .. changes.Where(change => change.Action == IdentityAction.Wait).Select(Of),
        .. changes.Where(change => change.Action is not (IdentityAction.Wait or IdentityAction.None)).Select(Of),
    ];

    private static ReportProblem Of(MeshIdentityChange change) => new(
        change.Action == IdentityAction.Wait ? Open : Done,
        change.Action == IdentityAction.Wait ? FindingSeverity.Warning : FindingSeverity.Information,
        ShownText.Of(change.Cluster),
        $"step {change.Step}",
        "",
        ReportProblem.OneLine($"{change.Action}: {change.Detail}"),
        ReportProblem.OneLine(change.Recommendation),
        null,
        null)
    {
        Title = change.Action == IdentityAction.Wait
            ? "Every proxy has what a step of the exchange wrote, so that the next one can be made."
            : "What signs in a cluster is exchanged in steps.",
        IsUnchecked = change.Action == IdentityAction.Wait,
    };
}
