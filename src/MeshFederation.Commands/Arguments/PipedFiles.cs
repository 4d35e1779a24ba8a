using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes files that come down the pipeline: as Get-ChildItem gives them, or their paths.</summary>
internal static class PipedFiles
{
    /// <summary>The files that an item stands for; null when it stands for none.</summary>
    /// <exception cref="MeshException">It is what stands in a file.</exception>
    /// <remarks>A text is a path, also one that Get-Content read, whose PSPath is the file that it was read from.</remarks>
    public static ClusterFiles? Of(PSObject? item) => item?.BaseObject switch
    {
        string text when IsContent(text) => throw Content(text),
        string path => new(path, null),
        FileSystemInfo file => new(file.FullName, null) { IsLiteral = true },
        PSCustomObject when item.Properties["PSPath"]?.Value is { } path => new(ArgumentMap.Text(path), null) { IsLiteral = true },
        _ => null,
    };

    /// <summary>The lines with which a file of Kubernetes objects begins, or all of it.</summary>
    private static bool IsContent(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        || text.StartsWith("apiVersion:", StringComparison.Ordinal)
        || text.StartsWith("kind:", StringComparison.Ordinal)
        || text.TrimEnd() == "---";

    private static MeshException Content(string text) => new(
        MeshErrorId.InputInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text.TrimStart().Split('\n')[0].TrimEnd()}' is what stands in a file, and files come by their names.",
        "Name the file: -Path ./mesh.yaml, or pipe files in: Get-ChildItem ./mesh -Recurse.",
        text);
}
