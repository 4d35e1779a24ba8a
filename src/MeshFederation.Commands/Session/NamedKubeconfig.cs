using System.Management.Automation;
using MeshFederation.Commands.Arguments;

namespace MeshFederation.Commands.Session;

/// <summary>The file that -Kubeconfig names; the session remembers where it lies, so that reports do not tell it.</summary>
internal static class NamedKubeconfig
{
    /// <summary>Its whole path; null where none is named.</summary>
    public static string? Of(PSCmdlet cmdlet, string? named)
    {
        if (named is null) return null;
        var path = FileSystemPath.Resolve(cmdlet, named);
        MeshSession.Current.RememberKubeconfig(path);
        return path;
    }
}
