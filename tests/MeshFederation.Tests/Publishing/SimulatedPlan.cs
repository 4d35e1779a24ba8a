using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Tests.Publishing;

/// <summary>What leads from one set of objects to another.</summary>
internal static class SimulatedPlan
{
    public static IReadOnlyList<MeshChange> Between(IReadOnlyList<MeshManifest> before, IReadOnlyList<MeshManifest> after)
    {
        var old = before.ToDictionary(Key);
        var wanted = after.ToDictionary(Key);
        return
        [
            .. after.Select(manifest => Change(manifest, old.GetValueOrDefault(Key(manifest)), manifest)),
            .. before.Where(manifest => !wanted.ContainsKey(Key(manifest))).Select(manifest => Change(manifest, manifest, null)),
        ];
    }

    private static (string, string) Key(MeshManifest manifest) => (manifest.Cluster, manifest.ToString());

    private static MeshChange Change(MeshManifest subject, MeshManifest? live, MeshManifest? wanted) => new(
        cluster: subject.Cluster,
        apiVersion: subject.ApiVersion,
        kind: subject.Kind,
        ns: subject.Namespace,
        name: subject.Name,
        action: Action(live, wanted))
    {
        Step = subject.Step,
        Live = live?.Content,
        Wanted = wanted?.Content,
    };

    private static ChangeAction Action(MeshManifest? live, MeshManifest? wanted)
    {
        if (live is null) return ChangeAction.Create;
        if (wanted is null) return ChangeAction.Delete;
        return YamlWriter.Write(live.Content) == YamlWriter.Write(wanted.Content) ? ChangeAction.Unchanged : ChangeAction.Update;
    }
}
