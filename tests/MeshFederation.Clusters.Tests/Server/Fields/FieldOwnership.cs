using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>
/// Who owns what after a write. The rules are those of sigs.k8s.io/structured-merge-diff (merge/update.go) as an API server
/// of Kubernetes 1.36 uses them; the behaviours of the test project hold them to a real one.
/// </summary>
internal static class FieldOwnership
{
    /// <summary>Server-side apply.</summary>
    /// <param name="live">The object before, or what a new one starts from.</param>
    /// <param name="configuration">What is applied.</param>
    /// <param name="writer">The manager, without fields.</param>
    /// <param name="force">Whether to take the fields of others.</param>
    /// <param name="schema">How the kind's fields are owned.</param>
    /// <returns>The object after it, with its managedFields.</returns>
    public static JsonObject Apply(JsonObject live, JsonObject configuration, FieldManager writer, bool force, FieldSchema schema)
    {
        var (before, wanted, managers) =
            (TrackedFields.Of(live), TrackedFields.Of(configuration), FieldManagers.OfApplied(live, writer, schema));
        var previous = managers.Find(writer);
        var mine = writer with { Fields = AppliedFields.Of(wanted, schema).WithoutNobodys(), Time = previous?.Time };
        managers = managers.With(mine);
        var after =
            ObjectPruning.Prune(ObjectMerge.Merge(before, wanted, schema), previous?.Fields ?? FieldSet.Empty, managers.Owned, schema);
        var comparison = ObjectComparison.Between(before, after, schema);
        var changed = comparison.Added.Union(comparison.Modified);
        var conflicts = Conflicts(managers, mine, changed);
        if (conflicts.Count > 0 && !force) throw Statuses.FieldsConflict(conflicts);
        var same = JsonText.Same(before, after);
        if (!same) managers = managers.With(mine with { Time = writer.Time });
        return WithManagers(
            same ? live : TrackedFields.Replace(live, after), managers.TakenFromOthers(mine, changed.Union(comparison.Removed)));
    }

    /// <summary>Every other write: what changes becomes the writer's, and others lose it.</summary>
    /// <param name="live">The object before, or what a new one starts from.</param>
    /// <param name="after">The object after it.</param>
    /// <param name="writer">The manager, without fields.</param>
    /// <param name="schema">How the kind's fields are owned.</param>
    /// <returns>The object after it, with its managedFields.</returns>
    public static JsonObject Update(JsonObject live, JsonObject after, FieldManager writer, FieldSchema schema)
    {
        if (FieldManagers.IsUntracked(live, after)) return WithManagers(after, FieldManagers.None);
        var comparison = ObjectComparison.Between(TrackedFields.Of(live), TrackedFields.Of(after), schema);
        var managers = FieldManagers.OfWritten(live, after);
        var previous = managers.Find(writer);
        var fields = (previous?.Fields ?? FieldSet.Empty)
            .Except(comparison.Removed)
            .Union(comparison.Modified)
            .Union(comparison.Added).WithoutNobodys();
        var mine =
            writer with { Fields = fields, Time = previous is not null && previous.Fields.Equals(fields) ? previous.Time : writer.Time };
        var changed = comparison.Added.Union(comparison.Modified).Union(comparison.Removed);
        return WithManagers(after, managers.With(mine).TakenFromOthers(mine, changed));
    }

    private static List<FieldConflict> Conflicts(FieldManagers managers, FieldManager mine, FieldSet changed) =>
        [.. from other in managers.All
            where !mine.IsSame(other)
            from path in other.Fields.Intersect(changed).Paths()
            select new FieldConflict(other.ToString(), path)];

    private static JsonObject WithManagers(JsonObject value, FieldManagers managers)
    {
        var written = value.Copy();
        if (written["metadata"] is not JsonObject metadata) written["metadata"] = metadata = [];
        var entries = managers.ToJson();
        metadata.Remove("managedFields");
        if (entries.Count > 0) metadata["managedFields"] = entries;
        return written;
    }
}
