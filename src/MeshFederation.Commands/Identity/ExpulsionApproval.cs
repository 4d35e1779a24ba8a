using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Publishing;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Identity;

/// <summary>
/// Asks once about all by which clusters are expelled, since half of it helps nobody; with -Confirm about each part, with -WhatIf nothing.
/// </summary>
internal sealed class ExpulsionApproval(
    MeshCommand command, string caption, Func<string, string, string, bool> ask, Action<MeshException> fail) : IApproval
{
    private readonly ChangeApproval _each = new(command, caption, ask, fail);
    private readonly RemovalQuestion _question = new(command, caption);
    private HashSet<(ChangeKey, ChangeAction, UnstructuredMap?, ValueList<FieldDifference>)>? _granted;

    /// <inheritdoc />
    public bool IsWhatIf => _each.IsWhatIf;

    /// <summary>Asks about all of it, unless each part is asked about.</summary>
    /// <param name="steps">What is to be done, in sentences.</param>
    /// <param name="plan">What is published then; null for nothing.</param>
    /// <returns>Whether it may be gone on with.</returns>
    public bool Begin(IReadOnlyCollection<string> steps, MeshPlan? plan)
    {
        if (IsWhatIf || _question.AsksEach) return true;
        string[] all = plan is { HasChanges: true } ? [.. steps, Sentence(plan)] : [.. steps];
        if (all.Length == 0) return true;
        var question = $"{string.Join(' ', all)} Go on?";
        if (!Confirmation.Of(question, () => _question.AskWhole(question))) return false;
        _granted = plan is null ? [] : Parts(plan);
        return true;
    }

    /// <summary>Asks about a part that was not asked about with all.</summary>
    public bool May(string what) => _granted is not null
        || (IsWhatIf ? ask(what, "", caption) : Confirmation.Of(what, () => _question.AskEach(what + " Go on?")));

    /// <inheritdoc />
    public void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers) => _each.Show(plan, answers);

    /// <inheritdoc />
    public void ShowNothing(MeshPlan plan) => _each.ShowNothing(plan);

    /// <inheritdoc />
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan) =>
        _granted?.IsSupersetOf(Parts(plan)) is true ? new HashSet<ChangeKey>() : _each.Ask(plan);

    /// <summary>What is to be done to which object, and from what it differs: what others changed meanwhile was not asked about.</summary>
    private static HashSet<(ChangeKey, ChangeAction, UnstructuredMap?, ValueList<FieldDifference>)> Parts(MeshPlan plan) =>
    [
        .. plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete)
            .Select(change => (ChangeKey.Of(change), change.Action, change.Wanted, change.Difference)),
    ];

    private static string Sentence(MeshPlan plan)
    {
        var counts = new[] { ChangeAction.Create, ChangeAction.Update, ChangeAction.Delete }
            .Select(action => (action, Count: plan.Changes.Count(change => change.Action == action)))
            .Where(one => one.Count > 0)
            .Select(one => FormattableString.Invariant($"{one.action} {RemovalText.Objects(one.Count)}"));
        return $"Publish the federation '{plan.Name}' without them in {RemovalText.Names(plan.Cluster.Select(cluster => cluster.Name))}: "
            + $"{string.Join(", ", counts)}.";
    }
}
