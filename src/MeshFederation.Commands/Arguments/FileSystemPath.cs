using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Resolves paths as PowerShell does, and refuses those of other providers.</summary>
internal static class FileSystemPath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The path of something that need not be there.</summary>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        RequireSaid(path);
        try
        {
            var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? System.IO.Path.GetFullPath(resolved) : throw OtherProvider(path, provider.Name);
        }
        catch (SessionStateException exception)
        {
            throw NoPath(path, exception);
        }
    }

    /// <summary>
    /// The paths that are there, wildcards resolved. A path that is there is itself, whatever characters it has: Get-ChildItem gives those
    /// of files with brackets as they are.
    /// </summary>
    public static IEnumerable<string> ResolveExisting(PSCmdlet cmdlet, string path)
    {
        RequireSaid(path);
        try
        {
            if (WildcardPattern.ContainsWildcardCharacters(path) && Resolve(cmdlet, path) is var literal && System.IO.Path.Exists(literal))
                return [literal];
            var paths = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem) throw OtherProvider(path, provider.Name);
            return paths.Count > 0 ? paths : throw NotFound(path, null);
        }
        catch (ItemNotFoundException exception)
        {
            throw NotFound(path, exception);
        }
        catch (SessionStateException exception)
        {
            throw NoPath(path, exception);
        }
    }

    /// <summary>The path of something that is there, wildcards taken literally.</summary>
    public static string ResolveLiteral(PSCmdlet cmdlet, string path)
    {
        var resolved = Resolve(cmdlet, path);
        return System.IO.Path.Exists(resolved) ? resolved : throw NotFound(path, null);
    }

    /// <summary>The paths of files, of which each is said: for PowerShell an empty one is the folder that it is in.</summary>
    public static IReadOnlyList<string> Said(string[]? paths)
    {
        string[] said = paths is null or [] ? [""] : paths;
        foreach (var path in said) RequireSaid(path);
        return said;
    }

    /// <summary>The files that are given by -Path, wildcards resolved, or else by -LiteralPath.</summary>
    public static IEnumerable<string> Given(PSCmdlet cmdlet, bool isLiteral, string[]? path, string[]? literalPath) => isLiteral
        ? Said(literalPath).Select(one => ResolveLiteral(cmdlet, one))
        : Said(path).SelectMany(one => ResolveExisting(cmdlet, one));

    private static void RequireSaid(string? path)
    {
        if (!string.IsNullOrEmpty(path)) return;
        throw new MeshException(
            MeshErrorId.PathInvalid,
            MeshErrorKind.InvalidArgument,
            "A path is empty.",
            "Check the variable that is given; . is the current location.",
            path);
    }

    private static MeshException NotFound(string path, Exception? cause) => new(
        MeshErrorId.FileNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is no file '{path}'.",
        "Check the path; a relative one starts at the current location.",
        path,
        cause);

    private static MeshException NoPath(string path, Exception cause) => new(
        MeshErrorId.PathInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{path}' is no path: {cause.Message}",
        "Give a path of the file system.",
        path,
        cause);

    private static MeshException OtherProvider(string path, string provider) => new(
        MeshErrorId.PathInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{path}' is a path of the provider {provider}, not of the file system.",
        "Give a path of the file system.",
        path);
}
