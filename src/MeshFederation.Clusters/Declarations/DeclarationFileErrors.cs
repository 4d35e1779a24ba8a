using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations;

namespace MeshFederation.Clusters.Declarations;

/// <summary>The errors of federations' files.</summary>
internal static class DeclarationFileErrors
{
    public static MeshException At(string path, (long Line, long Column) place, DeclarationException cause) => new(
        cause.ErrorId,
        cause.Kind,
        FormattableString.Invariant($"{path}:{place.Line}:{place.Column}: {cause.Message}"),
        cause.RecommendedAction,
        path,
        cause);

    public static MeshException Repeated(string path, RepeatedKey key, long column) => new(
        MeshErrorId.DeclarationKeyRepeated,
        MeshErrorKind.InvalidData,
        FormattableString.Invariant($"{path}:{key.Line}:{column}: The key '{key.Key}' comes twice in one map."),
        "Keep one of them; where several things are meant, write a list.",
        path);

    public static MeshException Empty(string path) => new(
        MeshErrorId.DeclarationInvalid,
        MeshErrorKind.InvalidData,
        $"{path}:1:1: The file declares nothing.",
        "Write one: New-MeshServiceEntry … | Export-MeshFederation PATH.",
        path);

    public static MeshException Several(string path, int line) => new(
        MeshErrorId.DeclarationInvalid,
        MeshErrorKind.InvalidData,
        FormattableString.Invariant($"{path}:{line}:1: A second document begins here, but a file is one federation."),
        "Give each federation a file of its own.",
        path);

    public static MeshException Foreign(string path) => new(
        MeshErrorId.ExportFileForeign,
        MeshErrorKind.ResourceExists,
        $"'{path}' is a file that is no federation, so it is not overwritten.",
        "Give another path, or use -Force.",
        path);

    public static MeshException WouldLoseComment(string path, long line) => new(
        MeshErrorId.ExportFileForeign,
        MeshErrorKind.ResourceExists,
        FormattableString.Invariant($"'{path}' declares something else and has comments, the first in line {line}, which would be lost, ")
        + "so it is not overwritten.",
        "Give another path and take over what differs, or use -Force.",
        path);

    public static MeshException IsDirectory(string path) => new(
        MeshErrorId.FileIsDirectory,
        MeshErrorKind.InvalidArgument,
        $"'{path}' is a directory.",
        "Give the path of a file: ./bookinfo.federation.yaml.",
        path);
}
