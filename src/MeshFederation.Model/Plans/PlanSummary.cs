namespace MeshFederation.Model.Plans;

/// <summary>Counts the changes of a plan, as terraform does at the end of one.</summary>
public static class PlanSummary
{
    /// <summary>The closing line of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>One or two sentences.</returns>
    public static string Of(MeshPlan plan) => Of(plan.Changes, plan.HasChanges) + Unread(plan);

    /// <summary>The closing line of changes.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>One or two sentences.</returns>
    public static string Of(IReadOnlyCollection<MeshChange> changes) => Of(changes, changes.Any(change => change.Action != ChangeAction.Unchanged));

    private static string Of(IReadOnlyCollection<MeshChange> changes, bool hasChanges)
    {
        int Count(ChangeAction action) => changes.Count(change => change.Action == action);
        return hasChanges
            ? FormattableString.Invariant($"Plan: {Count(ChangeAction.Create)} to create, {Count(ChangeAction.Update)} to update, {Count(ChangeAction.Delete)} to delete, {Count(ChangeAction.Unchanged)} unchanged{Conflicts(Count(ChangeAction.Conflict))}.")
            : $"No changes. {Objects(changes.Count)} as declared.";
    }

    private static string Conflicts(int count) => count == 0 ? "" : FormattableString.Invariant($", {count} in conflict");

    private static string Objects(int count) => count == 1 ? "1 object is" : FormattableString.Invariant($"{count} objects are");

    private static string Unread(MeshPlan plan) => plan.IsPartial
        ? $" The plan is partial: {string.Join(", ", plan.Unread.Select(unread => unread.Cluster))} could not be read."
        : "";
}
