using MeshFederation.Shell.Arguments;

namespace MeshFederation.Shell.Running;

/// <summary>Finds the built module from where this program lies.</summary>
internal static class ModuleFolder
{
    private const string Manifest = "MeshFederation.psd1";

    /// <summary>
    /// The module's manifest: in a folder beside the program, as where both were copied to; else in artifacts/ of the repository that
    /// the program was built in.
    /// </summary>
    public static string FindManifest(string programFolder)
    {
        var candidates = Ancestors(programFolder).Select(folder => Path.Combine(folder, "artifacts", "MeshFederation", Manifest))
            .Prepend(Path.Combine(programFolder, "MeshFederation", Manifest));
        return candidates.FirstOrDefault(File.Exists) ?? throw new UsageException(
            $"The MeshFederation module is not there: neither in '{Path.Combine(programFolder, "MeshFederation")}' nor in artifacts/MeshFederation of a folder above. "
            + "Run 'dotnet build' in the repository, or copy the module's folder beside this program.");
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent) yield return current.FullName;
    }
}
