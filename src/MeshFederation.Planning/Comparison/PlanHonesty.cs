using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Yaml;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Whether what a plan shows is what publishing it does. The digest of a file is no signature: whoever may write it can have it show one
/// thing and want another.
/// </summary>
public static class PlanHonesty
{
    /// <summary>Holds what a plan shows against what was computed of what it wants and of the clusters just now.</summary>
    /// <param name="planned">The plan that was reviewed.</param>
    /// <param name="now">The plan of now, of the same wanted objects and the same state of the clusters.</param>
    /// <returns>What differs, one sentence an object, in the order of the plan; empty when nothing does.</returns>
    public static IReadOnlyList<string> Check(MeshPlan planned, MeshPlan now)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(now);
        var keys = planned.Changes.Select(Key).ToHashSet();
        var marked = PublishingStages.Mark(now with { Changes = [.. now.Changes.Where(change => keys.Contains(Key(change)))] });
        var current = marked.Changes.ToDictionary(Key);
        IEnumerable<string> stages = planned.Stage.Count == 0 || planned.Stage.Equals(marked.Stage)
            ? []
            : ["the stages that it shows are not those in which it is published."];
        return
        [
            .. planned.Changes.Select(change => current.TryGetValue(Key(change), out var actual) ? Misled(change, actual) : null)
                .OfType<string>(),
            .. stages,
        ];
    }

    /// <summary>
    /// Requires that a plan shows what publishing it does, wants nothing that federations do not write, and keeps the declaration of what
    /// it wants.
    /// </summary>
    /// <param name="planned">The plan that was reviewed.</param>
    /// <param name="now">The plan of now.</param>
    /// <exception cref="MeshException">It does not; the message names what differs.</exception>
    public static void Require(MeshPlan planned, MeshPlan now)
    {
        RequireOwnContent(planned);
        var misled = Check(planned, now);
        if (misled.Count > 0) throw Misleading(planned, $"does not show what publishing it would do: {Names.Few(misled)}");
        var others = PlanDeclaration.Differences(planned, now);
        if (others.Count == 0) return;
        if (!planned.DeclarationIsPart)
            throw Misleading(planned, $"keeps a declaration that is not that of what it wants: {Names.Few(others)}.");
        if (now.UnknownAccess.Any(PlanDeclaration.SaysMore) && !planned.UnknownAccess.Any(PlanDeclaration.SaysMore))
        {
            throw Misleading(
                planned,
                $"does not show that policies cannot be judged by its declaration, which is not all that it wants: {Names.Few(others)}.");
        }
    }

    /// <summary>Requires that a plan wants nothing that federations do not write.</summary>
    /// <param name="planned">The plan.</param>
    /// <exception cref="MeshException">It does; the message names what.</exception>
    public static void RequireOwnContent(MeshPlan planned)
    {
        var foreign = PlanContent.Foreign(planned);
        if (foreign.Count > 0) throw Misleading(planned, $"wants what no federation writes: {Names.Few(foreign)}.");
    }

    private static MeshException Misleading(MeshPlan planned, string why) => new(
        MeshErrorId.PlanMisleading,
        MeshErrorKind.InvalidData,
        FormattableString.Invariant($"The plan of the federation '{planned.Name}' from {planned.Created:u} {why} Nothing was changed."),
        "Do not publish it: see who changed its file, and make and review a new plan with Compare-MeshFederation.",
        planned);

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshChange change) =>
        (change.Cluster, change.TypeKey, change.Namespace, change.Name);

    private static string? Misled(MeshChange shown, MeshChange actual)
    {
        var what = $"{shown.Kind}/{shown.Namespace}/{shown.Name} in {shown.Cluster}";
        if (shown.Action != actual.Action) return $"{what} is shown as {shown.Action}, and would be {actual.Action}.";
        if (shown.OnlyFields != actual.OnlyFields)
            return $"{what} is shown as {(shown.OnlyFields ? "fields of it" : "the whole object")}, and is not.";
        if (!shown.Difference.Equals(actual.Difference)) return $"{what}: {Fields(shown, actual)}.";
        if (actual.Adopts && !shown.Adopts) return $"{what} is not shown as taken over from others, and would be.";
        if (shown.Adopts && !actual.Adopts) return $"{what} is shown as taken over from others, and would not be.";

        // Who owns fields of what goes is said, and is nothing that is done: others may come to own some without changing anything.
        if (actual.Action != ChangeAction.Delete && !shown.OtherOwners.Equals(actual.OtherOwners))
            return $"{what}: the owners of its fields are others than it shows.";
        return shown.Stage.Count == 0 || shown.Stage.Equals(actual.Stage)
            ? null
            : $"{what} is shown in {Stages(shown)}, and would be written in {Stages(actual)}.";
    }

    private static string Fields(MeshChange shown, MeshChange actual)
    {
        var (more, less) = (actual.Difference.Except(shown.Difference).ToList(), shown.Difference.Except(actual.Difference).ToList());
        return string.Join("; ", ((IEnumerable<string>)
        [
            .. more.Select(field => $"{Text(field)} is not shown"),
            .. less.Select(field => $"{Text(field)} is shown, and would not be"),
        ]).DefaultIfEmpty("its fields are shown in another order"));
    }

    private static string Text(FieldDifference field) =>
        $"{field.Path}: {InlineYaml.Write(field.Before)} → {InlineYaml.Write(field.After)}";

    private static string Stages(MeshChange change) => change.Stage.Count == 0 ? "no stage" : string.Join(", ", change.Stage);
}
