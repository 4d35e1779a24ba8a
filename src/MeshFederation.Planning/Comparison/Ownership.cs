using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>Whose an object is. Only what carries both of our labels, with the name of this federation, is ours.</summary>
public static class Ownership
{
    /// <summary>Whether an object belongs to a federation.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>True when both labels say so.</returns>
    public static bool IsOf(this MeshManifest manifest, string federation) => manifest.IsManaged() && manifest.Federation == federation;

    /// <summary>The federation that an object belongs to when it is another one's.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="federation">The name of this federation.</param>
    /// <returns>The name of the other federation, or null.</returns>
    public static string? OtherFederation(MeshManifest manifest, string federation) =>
        manifest.IsManaged() && manifest.Federation.Length > 0 && manifest.Federation != federation ? manifest.Federation : null;

    /// <summary>The label selector of a federation's objects.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>The selector, as Kubernetes writes it.</returns>
    public static string Selector(string federation) =>
        $"{ManifestLabels.ManagedBy}={ManifestLabels.Manager},{ManifestLabels.Federation}={federation}";

    /// <summary>Who made or changed an object, for a message: the managers of its fields, or the program that its label names.</summary>
    /// <param name="manifest">The object as a cluster has it.</param>
    /// <returns>The managers joined by commas; "another manager" when nothing is recorded.</returns>
    public static string Managers(MeshManifest manifest)
    {
        var managers = FieldsEntry.Of(manifest.Content)
            .Where(entry => entry.Subresource.Length == 0)
            .Select(entry => entry.Manager).Distinct(StringComparer.Ordinal).ToList();
        var label = manifest.Metadata.Map("labels")?.Text(ManifestLabels.ManagedBy);
        if (label is not null && !managers.Contains(label, StringComparer.OrdinalIgnoreCase)) managers.Insert(0, label);
        return managers.Count == 0 ? "another manager" : string.Join(", ", managers);
    }

    private static bool IsManaged(this MeshManifest manifest) =>
        manifest.Metadata.Map("labels")?.Text(ManifestLabels.ManagedBy) == ManifestLabels.Manager;
}
