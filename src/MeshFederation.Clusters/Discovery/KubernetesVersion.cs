using System.Text;
using System.Text.Json;
using MeshFederation.Clusters.Api;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads the version of Kubernetes, which every user may.</summary>
internal static class KubernetesVersion
{
    public static async Task<string> ReadAsync(KubernetesApi api, CancellationToken ct)
    {
        var text = await api.GetTextAsync("version", ct).ConfigureAwait(false);
        try
        {
            return Json.Read(Encoding.UTF8.GetBytes(text)).Text("gitVersion") ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
