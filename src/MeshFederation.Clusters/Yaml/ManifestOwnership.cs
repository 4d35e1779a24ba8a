using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// Whose a file is, so that an export overwrites and removes nothing but what an export of the same federation wrote.
/// </summary>
/// <param name="IsEmpty">The file holds nothing but white space: it is nobody's, and nothing is lost when it is overwritten.</param>
/// <param name="IsForeign">
/// The file holds something that is not an object of a federation: an object without the labels, a list, text that is no YAML, or comments
/// alone.
/// </param>
/// <param name="Federation">The federations whose objects are in the file, sorted by name.</param>
public sealed record ManifestOwnership(bool IsEmpty, bool IsForeign, ValueList<string> Federation)
{
    private static readonly ManifestOwnership Foreign = new(IsEmpty: false, IsForeign: true, []);

    /// <summary>Looks at a file.</summary>
    /// <param name="path">The path of a file that is there.</param>
    /// <returns>Whose it is; a file that is no YAML is foreign.</returns>
    /// <exception cref="MeshException">The file is not there or cannot be read, so nobody can tell.</exception>
    public static ManifestOwnership OfFile(string path)
    {
        try
        {
            var text = TextFile.Read(path);
            return string.IsNullOrWhiteSpace(text) ? new(IsEmpty: true, IsForeign: false, []) : Of(DocumentStream.Read(text, path));
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.YamlInvalid or MeshErrorId.FileInvalid)
        {
            return Foreign;
        }
    }

    /// <summary>Whether all that is in the file is of one federation, or nothing is in it.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <returns>True when an export of that federation may overwrite the file.</returns>
    public bool MayBeOverwrittenBy(string federation) =>
        IsEmpty || (!IsForeign && Federation is [var only] && string.Equals(only, federation, StringComparison.Ordinal));

    private static ManifestOwnership Of(IReadOnlyList<ParsedDocument> documents)
    {
        var owners = documents.Select(parsed => Owner(parsed.Document.Content)).ToArray();
        return new(
            IsEmpty: false,
            IsForeign: owners.Length == 0 || owners.Contains(null),
            owners.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList());
    }

    private static string? Owner(UnstructuredMap content) =>
        content.Map("metadata")?.Map("labels") is { } labels && labels.Text(ManifestLabels.ManagedBy) == ManifestLabels.Manager
            ? labels.Text(ManifestLabels.Federation)
            : null;
}
