using System.Management.Automation;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Commands.Views;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands.Publishing;

/// <summary>Asks the user, on the pipeline thread and before anything is written, what of a plan may be done.</summary>
internal sealed class ChangeApproval(PSCmdlet cmdlet, string caption, Func<string, string, string, bool> ask, Action<MeshException> fail)
    : IApproval
{
    private readonly RemovalQuestion _question = new(cmdlet, caption);

    /// <summary>Whether nothing is to be done but said.</summary>
    public bool IsWhatIf { get; } = Preference(cmdlet, "WhatIf", "WhatIfPreference") is true;

    /// <inheritdoc />
    public void Show(MeshPlan plan, IReadOnlyDictionary<ChangeKey, DryRunAnswer> answers)
    {
        foreach (var change in Changes(plan))
        {
            var answer = answers.GetValueOrDefault(ChangeKey.Of(change));
            ask(
                $"{ChangeText.Of(change)}{StageText.Of(plan, change)}{(answer is { Note.Length: > 0 } ? $" ({answer.Note})" : "")}.",
                "",
                caption);
            if (answer?.Error is { } error) fail(error);
        }

        if (StageText.Of(plan) is { Length: > 0 } stages) ask(stages, "", caption);
    }

    /// <inheritdoc />
    public void ShowNothing(MeshPlan plan) =>
        ask($"Change nothing of the federation '{plan.Name}': {RemovalText.Names(plan.Cluster.Select(cluster => cluster.Name))} "
            + $"{(plan.Cluster.Count == 1 ? "has" : "have")} it as it is wanted.", "", caption);

    /// <inheritdoc />
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan)
    {
        var changes = Changes(plan).ToList();
        var all = changes.Count;
        if (!MayRemove(plan, changes)) changes.RemoveAll(change => change.Action != ChangeAction.Delete);
        else changes.RemoveAll(May);
        return all > 0 && changes.Count == all ? null : changes.Select(ChangeKey.Of).ToHashSet();
    }

    /// <summary>PowerShell's own question takes Enter for yes, so what removes is asked about by ours.</summary>
    private bool May(MeshChange change) => change.Action == ChangeAction.Delete && _question.AsksEach
        ? _question.AskEach($"{ChangeText.Of(change)}?")
        : ask($"{ChangeText.Of(change)}.", $"{ChangeText.Of(change)}?", caption);

    private static IEnumerable<MeshChange> Changes(MeshPlan plan) =>
        plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete);

    /// <summary>What is removed weighs more than what is changed, so it is asked about as a cmdlet of high impact is.</summary>
    private bool MayRemove(MeshPlan plan, List<MeshChange> changes)
    {
        var removed = changes.Where(change => change.Action == ChangeAction.Delete).ToList();
        return removed.Count == 0
            || _question.AsksEach
            || _question.AskWhole(
                $"Publishing the federation '{plan.Name}' removes {RemovalText.Objects(removed.Count)} no longer wanted from "
                + $"{RemovalText.Clusters(removed)}. Remove {RemovalText.Them(removed.Count)}?");
    }

    /// <summary>Whether a cmdlet may write anything: not with -WhatIf.</summary>
    public static bool MayWrite(PSCmdlet cmdlet) => Preference(cmdlet, "WhatIf", "WhatIfPreference") is not true;

    internal static object? Preference(PSCmdlet cmdlet, string parameter, string variable)
    {
        var value = cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? bound
            : cmdlet.SessionState.PSVariable.GetValue(variable);
        return value switch
        {
            SwitchParameter given => given.IsPresent,
            PSObject wrapped => wrapped.BaseObject,
            _ => value,
        };
    }
}
