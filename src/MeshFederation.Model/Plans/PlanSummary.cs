using System.Globalization;

namespace MeshFederation.Model.Plans;

/// <summary>Counts the changes of a plan, as terraform does at the end of one.</summary>
public static class PlanSummary
{
    /// <summary>The closing line of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>One or two sentences.</returns>
    public static string Of(MeshPlan plan) => (plan.HasChanges ? Counts(plan.Changes) : Of(plan.Changes)) + Unread(plan);

    /// <summary>The closing line of changes.</summary>
    /// <param name="changes">The changes, those that change nothing included.</param>
    /// <returns>One sentence.</returns>
    public static string Of(IReadOnlyCollection<MeshChange> changes) =>
        changes.All(change => change.Action is ChangeAction.Unchanged)
            ? $"No changes. {Objects(changes.Count)} as declared."
            : Counts(changes);

    private static string Counts(IReadOnlyCollection<MeshChange> changes)
    {
        int Count(ChangeAction action) => changes.Count(change => change.Action == action);
        return string.Create(CultureInfo.InvariantCulture, $"Plan: {Count(ChangeAction.Create)} to create, {Count(ChangeAction.Update)} to "
            + $"update, {Count(ChangeAction.Delete)} to delete, {Count(ChangeAction.Unchanged)} "
            + $"unchanged{More(Count(ChangeAction.Conflict), "in conflict")}{More(Count(ChangeAction.Failed), "refused")}.");
    }

    private static string More(int count, string what) => count == 0 ? "" : FormattableString.Invariant($", {count} {what}");

    private static string Objects(int count) => count == 1 ? "1 object is" : FormattableString.Invariant($"{count} objects are");

    private static string Unread(MeshPlan plan) => plan.IsPartial
        ? $" The plan is partial: {string.Join(", ", plan.Unread.Select(unread => unread.Cluster))} could not be read."
        : "";
}
