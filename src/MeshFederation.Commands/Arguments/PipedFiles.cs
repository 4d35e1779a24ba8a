using System.Management.Automation;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes files that come down the pipeline: as Get-ChildItem gives them, or their paths.</summary>
internal static class PipedFiles
{
    /// <summary>The files that an item stands for; null when it stands for none.</summary>
    /// <remarks>A text is a path, also one that Get-Content read, whose PSPath is the file that it was read from.</remarks>
    public static ClusterFiles? Of(PSObject? item) => item?.BaseObject switch
    {
        string path => new(path, null),
        FileSystemInfo file => new(file.FullName, null) { IsLiteral = true },
        PSCustomObject when item.Properties["PSPath"]?.Value is { } path => new(ArgumentMap.Text(path), null) { IsLiteral = true },
        _ => null,
    };
}
