namespace MeshFederation.Model.Plans;

/// <summary>Counts the changes of a plan, as terraform does at the end of one.</summary>
public static class PlanSummary
{
    /// <summary>The closing line of a plan.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>One sentence.</returns>
    public static string Of(IReadOnlyCollection<MeshChange> changes)
    {
        int Count(ChangeAction action) => changes.Count(change => change.Action == action);
        if (changes.All(change => change.Action is ChangeAction.Unchanged)) return FormattableString.Invariant($"No changes. {changes.Count} objects are as declared.");
        var conflicts = Count(ChangeAction.Conflict);
        var counts = FormattableString.Invariant($"Plan: {Count(ChangeAction.Create)} to create, {Count(ChangeAction.Update)} to update, {Count(ChangeAction.Delete)} to delete, {Count(ChangeAction.Unchanged)} unchanged");
        return conflicts == 0 ? counts + "." : FormattableString.Invariant($"{counts}, {conflicts} in conflict.");
    }
}
