using System.Globalization;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Plans;

/// <summary>The errors of plan files.</summary>
internal static class PlanFileErrors
{
    private const string Again = "Make the plan anew: Compare-MeshFederation … | Export-MeshPlan PATH.";

    public static MeshException Invalid(string path, string why) => new(
        MeshErrorId.PlanFileInvalid, MeshErrorKind.InvalidData, $"'{path}' cannot be read as a plan: {why}.", Again, path);

    public static MeshException VersionUnknown(string path, object? version) => new(
        MeshErrorId.PlanVersionUnknown,
        MeshErrorKind.InvalidData,
        string.Create(CultureInfo.InvariantCulture, $"The plan '{path}' is of the format version '{version}', but this version of "
            + $"MeshFederation reads version {PlanFile.Version} only."),
        "Read it with the version of the module that wrote it, or make the plan anew with this one.",
        path);

    public static MeshException Changed(string path) => new(
        MeshErrorId.PlanFileChanged,
        MeshErrorKind.InvalidData,
        $"The plan '{path}' was changed after it was written: its digest does not fit. What would be published is no longer what was "
        + "reviewed.",
        $"Change the declaration instead of the plan. {Again}",
        path);

    public static MeshException Unsigned(string path) => new(
        MeshErrorId.PlanSignatureInvalid,
        MeshErrorKind.InvalidData,
        $"The plan '{path}' is not signed, and -PublicKey asks for it.",
        "Do not publish it. Have it signed where it is made: Export-MeshPlan -SigningKey.",
        path);

    public static MeshException SignedOtherwise(string path, bool isKnownKey) => new(
        MeshErrorId.PlanSignatureInvalid,
        MeshErrorKind.InvalidData,
        $"The signature of the plan '{path}' does not fit: "
        + (isKnownKey ? "the plan was changed after it was signed." : "it was made by another key than those of -PublicKey."),
        "Do not publish it: see who wrote the file. Have the plan made and signed anew.",
        path);

    public static MeshException Foreign(string path) => new(
        MeshErrorId.ExportFileForeign,
        MeshErrorKind.ResourceExists,
        $"'{path}' is a file that is no plan, so it is not overwritten.",
        "Give another path, or use -Force.",
        path);

    public static MeshException IsDirectory(string path) => new(
        MeshErrorId.FileIsDirectory,
        MeshErrorKind.InvalidArgument,
        $"'{path}' is a directory.",
        "Give the path of a file: ./bookinfo.plan.json.",
        path);

    public static T Reading<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MeshException(
                MeshErrorId.FileNotFound,
                MeshErrorKind.ObjectNotFound,
                $"There is no file '{path}'.",
                "Check the path; a relative one starts at the current location.",
                path,
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MeshException(
                MeshErrorId.FileUnreadable,
                MeshErrorKind.ReadError,
                $"'{path}' could not be read: {exception.Message}",
                "See to the permissions of the file.",
                path,
                exception);
        }
    }

    public static void Writing(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MeshException(
                MeshErrorId.ExportWriteFailed,
                MeshErrorKind.WriteError,
                $"'{path}' could not be written: {exception.Message}",
                "See to the permissions and the room of the directory.",
                path,
                exception);
        }
    }
}
