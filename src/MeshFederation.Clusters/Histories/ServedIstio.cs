using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// Finds out in which version a cluster serves Istio's kinds, so that what is there is found whatever the declaration says.
/// </summary>
internal static class ServedIstio
{
    /// <summary>The cluster with a version of Istio whose kinds it serves; as it is when it serves none.</summary>
    public static async Task<MeshCluster> ReadAsync(KubernetesApi api, MeshCluster cluster, CancellationToken ct)
    {
        var served = await VersionsAsync(api, ct).ConfigureAwait(false);
        var expected = ObjectType.VersionOf(IstioBehavior.NetworkingApiVersion(cluster.IstioVersion));
        if (served.Contains(expected, StringComparer.Ordinal)) return cluster;
        return IstioBehavior.VersionServing(served) is { } version ? cluster with { IstioVersion = version } : cluster;
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(KubernetesApi api, CancellationToken ct)
    {
        try
        {
            using var group = JsonDocument.Parse(await api.GetTextAsync("apis/" + ObjectGroups.Istio, ct).ConfigureAwait(false));
            return [.. group.RootElement.GetProperty("versions").EnumerateArray()
                .Select(version => version.GetProperty("version").GetString() ?? "")];
        }
        catch (ApiException exception) when (exception.Status == 404)
        {
            return [];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // What is read next says that this is no API server.
            return [];
        }
    }
}
