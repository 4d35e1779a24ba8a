using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Yaml;

namespace MeshFederation.Clusters.Connections;

/// <summary>Reads PEM from a kubeconfig: from <c>NAME-data</c> in base64, else from the file that <c>NAME</c> names.</summary>
internal static class PemField
{
    public static string? Read(KubeconfigEntry entry, string name)
    {
        // client-go tools/clientcmd/validation.go refuses both, too: the file would be looked at by nobody.
        if (entry.Text(name + "-data") is not null && entry.Text(name) is not null)
            throw entry.Invalid($"it has {name} as well as {name}-data: leave one out");
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

    /// <summary>The certificates of an authority; null when none is named.</summary>
    /// <exception cref="Model.Errors.MeshException">They cannot be read.</exception>
    public static X509Certificate2Collection? Authority(KubeconfigEntry entry, string name, string title)
    {
        if (Read(entry, name) is not { } pem) return null;
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw entry.Invalid($"its {title} cannot be read: " + exception.Message.TrimEnd('.'), exception);
        }

        return authority.Count > 0 ? authority : throw entry.Invalid($"its {title} holds no certificate in PEM");
    }

    /// <summary>The file that is read, when it is one: a change of it is a change of the kubeconfig.</summary>
    public static IEnumerable<string> Files(KubeconfigEntry? entry, string name) =>
        entry?.Text(name + "-data") is null && entry?.FullPath(name) is { } path ? [path] : [];
}
