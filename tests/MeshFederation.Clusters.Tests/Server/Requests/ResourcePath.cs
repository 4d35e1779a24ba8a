namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>What the path of a request names.</summary>
/// <param name="Group">The API group, empty for the core.</param>
/// <param name="Version">The version.</param>
/// <param name="Namespace">The namespace, or null.</param>
/// <param name="Plural">The plural of the kind.</param>
/// <param name="Name">The object, or null for all of them.</param>
/// <param name="Subresource">The subresource, or empty.</param>
/// <param name="Rest">What follows the subresource, for a proxy.</param>
public sealed record ResourcePath(
    string Group, string Version, string? Namespace, string Plural, string? Name, string Subresource, string Rest)
{
    /// <summary>Reads a path.</summary>
    /// <param name="path">The path, still escaped.</param>
    /// <returns>What it names, or null when it names no kind.</returns>
    public static ResourcePath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] when rest.Length > 0 => Of("", version, rest),
            ["apis", var group, var version, .. var rest] when rest.Length > 0 => Of(group, version, rest),
            _ => null,
        };
    }

    private static ResourcePath? Of(string group, string version, string[] parts)
    {
        var text = parts.Select(Uri.UnescapeDataString).ToArray();
        return text switch
        {
            ["namespaces", var name, "status" or "finalize"] => new(group, version, name, "namespaces", name, text[2], ""),
            ["namespaces", var ns, var plural, .. var rest] => Below(group, version, ns, plural, rest),
            ["namespaces", var name] => new(group, version, name, "namespaces", name, "", ""),
            [var plural, .. var rest] => Below(group, version, null, plural, rest),
            _ => null,
        };
    }

    private static ResourcePath Below(string group, string version, string? ns, string plural, string[] rest) => new(
        group, version, ns, plural, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1) ?? "", string.Join('/', rest.Skip(2)));
}
