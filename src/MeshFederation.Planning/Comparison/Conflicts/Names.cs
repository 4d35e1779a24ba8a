using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison.Conflicts;

/// <summary>Words for messages.</summary>
internal static class Names
{
    /// <summary>The hosts that an object is about.</summary>
    public static string Host(MeshManifest manifest) => manifest.Kind switch
    {
        "DestinationRule" => $"'{manifest.Spec.Text("host")}'",
        "Gateway" => string.Join(", ", manifest.Spec.Maps("servers").SelectMany(server => server.List("hosts")).OfType<string>().Select(host => $"'{host}'")),
        _ => string.Join(", ", manifest.Spec.List("hosts").OfType<string>().Select(host => $"'{host}'")),
    };

    /// <summary>Items in one line, the first few of many.</summary>
    public static string Few(IReadOnlyList<string> items) => items.Count <= 5
        ? string.Join(", ", items)
        : FormattableString.Invariant($"{string.Join(", ", items.Take(4))} and {items.Count - 4} more");

    /// <summary>An object with those who made it.</summary>
    public static string WithManagers(MeshManifest manifest) => $"{manifest} ({Ownership.Managers(manifest)})";
}
