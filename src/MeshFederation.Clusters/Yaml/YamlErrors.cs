using MeshFederation.Model.Errors;
using YamlDotNet.Core;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The errors of reading files.</summary>
internal static class YamlErrors
{
    private const string SaveAsUtf8 = "Save the file as UTF-8 text.";

    /// <summary>A cause as a sentence of its own.</summary>
    public static string Sentence(string cause) => char.ToUpperInvariant(cause[0]) + cause[1..] + ".";

    public static MeshException At(string file, Mark mark, string cause, Exception? inner = null) =>
        At(file, mark.Line, mark.Column, cause, inner);

    public static MeshException At(string file, long line, long column, string cause, Exception? inner = null) =>
        Invalid(
            file,
            $"{FormattableString.Invariant($"line {line}, column {column}")}: {cause}",
            "Mend the file at that place; kubectl apply --dry-run=client -f reads it in the same way.",
            inner);

    public static MeshException NotText(string file, long line, long column, string cause, Exception? inner = null) =>
        Invalid(file, $"{FormattableString.Invariant($"line {line}, column {column}")}: {cause}", SaveAsUtf8, inner);

    public static MeshException Content(string place, object target, string cause, string action) =>
        new(MeshErrorId.FileInvalid, MeshErrorKind.InvalidData, $"{place}: {cause}", action, target);

    public static MeshException Content(KubernetesDocument document, string cause, string action) =>
        Content(document.Place, document.File, cause, action);

    private static MeshException Invalid(string file, string cause, string action, Exception? inner) =>
        new(MeshErrorId.YamlInvalid, MeshErrorKind.InvalidData, $"'{file}' cannot be read as YAML: {cause}", action, file, inner);
}
