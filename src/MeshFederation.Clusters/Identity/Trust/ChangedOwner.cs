using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>
/// The object that a mesh configuration is made of, with the fields of a patch. A patch has whole lists, so what somebody added there, or
/// took out, after the mesh configuration was made or read would go, or come back.
/// </summary>
internal static class ChangedOwner
{
    /// <summary>The object as it is to be.</summary>
    /// <param name="config">The patch.</param>
    /// <param name="owner">The object as it is now.</param>
    /// <exception cref="MeshException">A list of it is not what the patch was made of.</exception>
    public static UnstructuredMap Of(PatchedConfig config, UnstructuredMap owner)
    {
        var path = config.State.Source.Place();
        var (then, now) = (At(config.State.Owner, path), At(owner, path));
        foreach (var (name, value) in config.Fields) Require(config.State, name, value, then, now);
        return Changed(owner, path, config.Fields);
    }

    private static void Require(MeshConfigState state, string name, UnstructuredList wanted, UnstructuredMap then, UnstructuredMap now)
    {
        // What is wanted may stand there already, as after a run that was cut off in between.
        var list = now.List(name);
        if (AreSame(list, wanted)) return;
        if (!AreSame(list, then.List(name))) throw TrustErrors.OwnerChanged(state, name);
        var holds = state.Effective.List(name);

        // istioctl leaves an IstioOperator behind that nothing renders, and people change the ConfigMap; Sail's operator renders always.
        if (list.Any(item => !holds.Contains(item) && !wanted.Contains(item))
            || (IsSail(state) && now.ContainsKey(name) && !holds.All(list.Contains)))
        {
            throw TrustErrors.OwnerNotRendered(state, name);
        }
    }

    private static bool IsSail(MeshConfigState state) => state.Source.Installation == IstioInstallation.Sail;

    private static bool AreSame(UnstructuredList one, UnstructuredList other) => one.All(other.Contains) && other.All(one.Contains);

    private static UnstructuredMap At(UnstructuredMap? map, IEnumerable<string> path) =>
        path.Aggregate(map ?? UnstructuredMap.Empty, (at, key) => at.Map(key) ?? UnstructuredMap.Empty);

    private static UnstructuredMap Changed(
        UnstructuredMap map, ReadOnlySpan<string> path, IReadOnlyList<(string Name, UnstructuredList Value)> fields)
    {
        if (path is [var key, .. var rest]) return map.With(key, Changed(map.Map(key) ?? UnstructuredMap.Empty, rest, fields));
        return fields.Aggregate(map, (changed, field) => changed.With(field.Name, field.Value.Count == 0 ? null : field.Value));
    }
}
