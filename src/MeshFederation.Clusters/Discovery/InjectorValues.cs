using System.Text;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// What Istio was installed with, as far as its injector keeps it: the values of the ConfigMap <c>istio-sidecar-injector</c>.
/// </summary>
/// <param name="ClusterDomain"><c>global.proxy.clusterDomain</c>.</param>
/// <param name="Network"><c>global.network</c>.</param>
internal sealed record InjectorValues(string? ClusterDomain, string? Network)
{
    public static async Task<InjectorValues> ReadAsync(KubernetesApi api, ControlPlane plane, string home, CancellationToken ct)
    {
        var map = await api.GetAsync(ResourceKinds.ConfigMap, home, plane.NameOf(ControlPlaneNames.Injector), ct).ConfigureAwait(false);
        return Of(map?.Map("data")?.Text(ControlPlaneNames.ValuesKey) ?? "{}");
    }

    public static InjectorValues Of(string json)
    {
        try
        {
            var global = Json.Read(Encoding.UTF8.GetBytes(json)).Map("global") ?? UnstructuredMap.Empty;
            var domain = global.Map("proxy")?.Text("clusterDomain");
            return new(
                domain is not null && DnsName.IsHost(domain) ? domain : null,
                global.Text("network") is { Length: > 0 } network ? network : null);
        }
        catch (JsonException)
        {
            return new(null, null);
        }
    }
}
