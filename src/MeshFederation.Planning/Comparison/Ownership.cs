using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Whose an object is. Ours is what carries both of our labels, with the name of this federation, and was written by this module or is
/// named by the history: people copy objects with their labels, and what they made of a copy is theirs.
/// </summary>
public static class Ownership
{
    /// <summary>Whether an object belongs to a federation.</summary>
    /// <param name="manifest">The object, planned or as a cluster has it.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>
    /// True when both labels say so and, where a cluster has it, its fields or the history say that we published it.
    /// </returns>
    public static bool IsOf(this MeshManifest manifest, string federation) =>
        IsFields(manifest)
            ? manifest.Federation == federation && (!IsLive(manifest) || IsWrittenByUs(manifest.Content))
            : HasLabelsOf(manifest, federation) && (!IsLive(manifest) || manifest.IsRecorded || IsWrittenByUs(manifest.Content));

    /// <summary>
    /// Whether what is a federation's of an object are some fields, and the object is somebody's: it names the federation, and not this
    /// module as what manages it.
    /// </summary>
    /// <param name="manifest">The object, planned or as a cluster has it.</param>
    /// <returns>True when it is so.</returns>
    public static bool IsFields(MeshManifest manifest) =>
        manifest.Federation.Length > 0 && !manifest.IsManaged() && ObjectKinds.Find(manifest) is { HasFields: true };

    /// <summary>What an object is to a federation: the fields that are its own of somebody's object, else all of it.</summary>
    /// <param name="manifest">The object as a cluster has it.</param>
    /// <returns>The object, or what of it is ours.</returns>
    public static MeshManifest PartOf(MeshManifest manifest) => IsFields(manifest)
        ? new MeshManifest(manifest.Cluster, OwnedContent.Of(manifest.Content)) { Step = manifest.Step }
        : manifest;

    /// <summary>Whether an object of a cluster carries the labels of a federation and is not its own.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>True when neither its fields nor the history say that we published it.</returns>
    public static bool OnlyCarriesLabels(MeshManifest manifest, string federation) =>
        HasLabelsOf(manifest, federation) && !manifest.IsOf(federation);

    /// <summary>Whether this module wrote fields of an object, by what the server records of it.</summary>
    /// <param name="content">The object as a cluster has it.</param>
    /// <returns>True when it did.</returns>
    public static bool IsWrittenByUs(UnstructuredMap content) =>
        FieldsEntry.Of(content).Any(entry => entry is { Manager: ManifestLabels.Manager, Subresource.Length: 0 });

    /// <summary>The federation that an object belongs to when it is another one's.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="federation">The name of this federation.</param>
    /// <returns>The name of the other federation, or null.</returns>
    public static string? OtherFederation(MeshManifest manifest, string federation) =>
        (manifest.IsManaged() || IsFields(manifest)) && manifest.Federation.Length > 0 && manifest.Federation != federation
            ? manifest.Federation
            : null;

    /// <summary>The label selector of a federation's objects of a kind.</summary>
    /// <param name="federation">The name of the federation; null for any.</param>
    /// <param name="apiVersion">The group and version of the kind; empty for objects of which no fields are ours alone.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The selector, as Kubernetes writes it.</returns>
    public static string Selector(string? federation, string apiVersion = "", string kind = "")
    {
        var named = federation is null ? ManifestLabels.Federation : $"{ManifestLabels.Federation}={federation}";
        return ObjectKinds.Find(apiVersion, kind) is { HasFields: true }
            ? named
            : $"{ManifestLabels.ManagedBy}={ManifestLabels.Manager},{named}";
    }

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

    private static bool HasLabelsOf(MeshManifest manifest, string federation) => manifest.IsManaged() && manifest.Federation == federation;

    /// <summary>What was planned, or stands in a file, has none yet.</summary>
    private static bool IsLive(MeshManifest manifest) => manifest.Metadata.ContainsKey("uid");

    private static bool IsManaged(this MeshManifest manifest) =>
        manifest.Metadata.Map("labels")?.Text(ManifestLabels.ManagedBy) == ManifestLabels.Manager;
}
