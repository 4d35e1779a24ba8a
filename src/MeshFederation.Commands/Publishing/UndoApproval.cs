using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Asks once whether a federation may go back, or with -Confirm about each of its objects.</summary>
internal sealed class UndoApproval(PSCmdlet cmdlet, string caption, Func<string, string, string, bool> ask, Action<MeshException> fail)
    : IApproval
{
    private readonly RemovalQuestion _question = new(cmdlet, caption);
    private readonly ChangeApproval _each = new(cmdlet, caption, ask, fail);

    /// <summary>The revision to which it goes back.</summary>
    public required int Revision { get; init; }

    /// <inheritdoc />
    public bool IsWhatIf => _each.IsWhatIf;

    /// <inheritdoc />
    public void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers) => _each.Show(plan, answers);

    /// <inheritdoc />
    public void ShowNothing(MeshPlan plan) => _each.ShowNothing(plan);

    /// <inheritdoc />
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan)
    {
        if (_question.AsksEach) return _each.Ask(plan);
        return _question.AskWhole(Question(plan)) ? new HashSet<ChangeKey>() : null;
    }

    private string Question(MeshPlan plan)
    {
        var changes = plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete)
            .ToLookup(change => change.Action == ChangeAction.Delete);
        var parts = new List<string>();
        if (changes[true].Any())
            parts.Add($"removes {RemovalText.Objects(changes[true].Count())} from {RemovalText.Clusters(changes[true])}");
        if (changes[false].Any())
            parts.Add($"changes {RemovalText.Objects(changes[false].Count())} in {RemovalText.Clusters(changes[false])}");
        if (parts.Count == 0) parts.Add("changes its history alone");
        return FormattableString.Invariant(
            $"Undoing the federation '{plan.Name}' {string.Join(" and ", parts)}. Go back to revision {Revision}?");
    }
}
