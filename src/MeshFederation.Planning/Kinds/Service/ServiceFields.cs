using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>
/// Labels and annotations of a Service that is somebody's. What he has set himself is left to him: server-side apply would note us as an
/// owner of it as well, and nothing is won by that.
/// </summary>
internal static class ServiceFields
{
    private static readonly string[] Parts = ["labels", "annotations"];

    /// <summary>What is said instead of setting them.</summary>
    public static ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        if (live is null) return ComparedObject.InTheWay(wanted, null, [Missing(wanted, there.Cluster)]);
        if (live.IsOf(there.Federation)) return null;
        var said = Said(wanted).ToList();
        if (said.TrueForAll(field => Value(live, field.Part, field.Key) == field.Value && IsOfOthers(live, field.Part, field.Key)))
            return ComparedObject.NotNeeded(wanted, $"{Text(said)} is set already, by {Ownership.Managers(live)}, and left as it is.");
        return Ownership.OtherFederation(live, there.Federation) is { } other
            ? ComparedObject.InTheWay(wanted, live, [Shared(live, other, said, there.Cluster)])
            : null;
    }

    /// <summary>What is said of setting them.</summary>
    public static string Note(MeshManifest wanted, MeshManifest? live, MeshCluster cluster)
    {
        var fields = Said(wanted).Where(field => live is not null && Value(live, field.Part, field.Key) != field.Value).ToList();
        if (fields.Count == 0) return "";
        var labels = fields.FindAll(field => field.Part == Parts[0]);
        return "Only these fields are set, and taken back when they are no longer wanted; the Service stays yours."
            + (labels.Count == 0 ? ""
                : $" {Text(labels)} also opens its pods on the gateway of '{cluster}', to every cluster that reaches it.");
    }

    private static IEnumerable<(string Part, string Key, string? Value)> Said(MeshManifest wanted) =>
        from part in Parts
        from field in wanted.Metadata.Map(part) ?? UnstructuredMap.Empty
        where field.Key != ManifestLabels.Federation
        select (part, field.Key, field.Value as string);

    private static string? Value(MeshManifest live, string part, string key) => live.Metadata.Map(part)?.Text(key);

    /// <summary>Whether somebody else has set it; where nothing is recorded, it cannot be ours.</summary>
    private static bool IsOfOthers(MeshManifest live, string part, string key)
    {
        var path = FieldPath.Field("metadata." + part, key);
        return !Ownership.IsFields(live) || OwnedPaths.OfOthers(live.Content).Any(owner => owner.Path == path);
    }

    private static string Text(IEnumerable<(string Part, string Key, string? Value)> fields) =>
        string.Join(", ", fields.Select(field => $"{field.Key}={field.Value}"));

    private static Obstacle Missing(MeshManifest wanted, MeshCluster cluster) => new(
        $"There is no {wanted} in '{cluster}', where the service is said to run.",
        [
            "To have it called there, make the Service.",
            $"Where it does not run, take '{cluster}' out of -Cluster.",
        ]);

    private static Obstacle Shared(
        MeshManifest live, string other, IReadOnlyList<(string Part, string Key, string? Value)> said, MeshCluster cluster)
    {
        var commands = said.GroupBy(field => field.Part, StringComparer.Ordinal).Select(Command);
        return new(
        $"Fields of {live} are those of the federation '{other}'. When that takes them back, the calls of this one would end.",
        [
            $"To have neither own them, set them yourself: {string.Join("; ", commands)}.",
            $"To have both in one federation, declare all services in one pipeline and publish them under the name '{other}'.",
        ]);

        string Command(IGrouping<string, (string Part, string Key, string? Value)> part) =>
            $"kubectl --context {ShellWord.Of(cluster.Context)} {(part.Key == Parts[0] ? "label" : "annotate")} "
            + $"service {live.Name} --namespace {live.Namespace} --overwrite "
            + string.Join(' ', part.Select(field => $"{field.Key}={field.Value}"));
    }
}
