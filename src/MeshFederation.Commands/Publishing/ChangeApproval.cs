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
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Whether nothing is to be done but said.</summary>
    public bool IsWhatIf { get; } = Preference(cmdlet, "WhatIf", "WhatIfPreference") is true;

    /// <summary>Whether removing is asked about by itself, since publishing does it beside what was meant.</summary>
    public bool AsksAboutRemoving { get; init; } = true;

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
    public IReadOnlySet<ChangeKey>? Ask(MeshPlan plan)
    {
        var changes = Changes(plan).ToList();
        var all = changes.Count;
        if (!MayRemove(plan, changes)) changes.RemoveAll(change => change.Action != ChangeAction.Delete);
        else changes.RemoveAll(change => ask($"{ChangeText.Of(change)}.", $"{ChangeText.Of(change)}?", caption));
        return all > 0 && changes.Count == all ? null : changes.Select(ChangeKey.Of).ToHashSet();
    }

    private static IEnumerable<MeshChange> Changes(MeshPlan plan) =>
        plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update or ChangeAction.Delete);

    /// <summary>What is removed weighs more than what is changed, so it is asked about as a cmdlet of high impact is.</summary>
    private bool MayRemove(MeshPlan plan, List<MeshChange> changes)
    {
        var removed = changes.Count(change => change.Action == ChangeAction.Delete);
        if (removed == 0
            || !AsksAboutRemoving
            || cmdlet.MyInvocation.BoundParameters.ContainsKey("Confirm")
            || Preference(cmdlet, "", "ConfirmPreference") is ConfirmImpact.None)
        {
            return true;
        }
        return cmdlet.ShouldContinue(
            FormattableString.Invariant(
                $"Publishing the federation '{plan.Name}' removes {removed} objects that are no longer wanted. Remove them?"),
            caption,
            ref _yesToAll,
            ref _noToAll);
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
