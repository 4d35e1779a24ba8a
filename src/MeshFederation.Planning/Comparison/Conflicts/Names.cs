using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>Words for messages.</summary>
internal static class Names
{
    /// <summary>The hosts that an object is about.</summary>
    public static string Host(MeshManifest manifest) =>
        string.Join(", ", ObjectKinds.Of(manifest).Hosts(manifest.Spec).Select(host => $"'{host}'"));

    /// <summary>Items in one line, the first few of many.</summary>
    public static string Few(IReadOnlyList<string> items) => items.Count <= 5
        ? string.Join(", ", items)
        : FormattableString.Invariant($"{string.Join(", ", items.Take(4))} and {items.Count - 4} more");

    /// <summary>An object with those who made it.</summary>
    public static string WithManagers(MeshManifest manifest) => $"{manifest} ({Ownership.Managers(manifest)})";
}
