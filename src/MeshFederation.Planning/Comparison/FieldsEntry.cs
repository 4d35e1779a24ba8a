using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Comparison;

/// <summary>What one manager owns of an object: an entry of <c>metadata.managedFields</c>.</summary>
/// <param name="Manager">The manager, as <c>kubectl-client-side-apply</c>.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="ApiVersion">The version that the fields are of.</param>
/// <param name="Subresource">The subresource it wrote through, as <c>status</c>; empty for the object itself.</param>
/// <param name="Time">When, in the form of RFC 3339; empty when the server does not say.</param>
/// <param name="Fields">
/// The fields, as a tree (sigs.k8s.io/structured-merge-diff fieldpath: <c>f:</c> field, <c>k:</c> and <c>v:</c> list item, <c>.</c> the
/// item itself).
/// </param>
public sealed record FieldsEntry(
    string Manager, string Operation, string ApiVersion, string Subresource, string Time, UnstructuredMap Fields)
{
    /// <summary>The entries in the metadata of an object (kubernetes apimachinery pkg/apis/meta/v1 ManagedFieldsEntry).</summary>
    public const string List = "managedFields";

    /// <summary>The fields of an entry.</summary>
    public const string Owned = "fieldsV1";

    /// <summary>What stands before the name of a field.</summary>
    internal const string FieldPrefix = "f:";

    /// <summary>The entries of an object.</summary>
    /// <param name="content">The object as a cluster has it.</param>
    /// <returns>The entries, in their order.</returns>
    public static IEnumerable<FieldsEntry> Of(UnstructuredMap content) =>
        (content.Map("metadata") ?? UnstructuredMap.Empty).Maps(List).Select(Read);

    /// <summary>The entry of what a manager applied, which server-side apply compares with what it applies next.</summary>
    /// <param name="content">The object as a cluster has it.</param>
    /// <param name="manager">The manager.</param>
    /// <returns>The entry, or null when the manager applied nothing.</returns>
    public static FieldsEntry? AppliedBy(UnstructuredMap content, string manager)
    {
        foreach (var entry in (content.Map("metadata") ?? UnstructuredMap.Empty).Maps(List))
        {
            if (entry.Text("manager") == manager && entry.Text("operation") == "Apply" && string.IsNullOrEmpty(entry.Text("subresource")))
                return Read(entry);
        }

        return null;
    }

    private static FieldsEntry Read(UnstructuredMap entry) => new(
        entry.Text("manager") ?? "",
        entry.Text("operation") ?? "",
        entry.Text("apiVersion") ?? "",
        entry.Text("subresource") ?? "",
        entry.Text("time") ?? "",
        entry.Map(Owned) ?? UnstructuredMap.Empty);
}
