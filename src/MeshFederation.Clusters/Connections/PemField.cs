using System.Text;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Yaml;

namespace MeshFederation.Clusters.Connections;

/// <summary>Reads PEM from a kubeconfig: from <c>NAME-data</c> in base64, else from the file that <c>NAME</c> names.</summary>
internal static class PemField
{
    public static string? Read(KubeconfigEntry entry, string name)
    {
        if (entry.Text(name + "-data") is not { } data) return entry.FullPath(name) is { } path ? TextFile.Read(path) : null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(data));
        }
        catch (FormatException exception)
        {
            throw entry.Invalid($"{name}-data is not base64", exception);
        }
    }

    /// <summary>The file that is read, when it is one: a change of it is a change of the kubeconfig.</summary>
    public static IEnumerable<string> Files(KubeconfigEntry? entry, string name) =>
        entry?.Text(name + "-data") is null && entry?.FullPath(name) is { } path ? [path] : [];
}
