using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Reads the gateways and ztunnels of an ambient mesh. Of an istiod that serves none nothing is asked, unless the mode was given.
/// </summary>
internal sealed record TunnelReader(KubernetesApi Api, DiscoveryOptions Options, Action<string> Warn)
{
    public static readonly ResourceKind Gateways = ResourceKinds.Of(ReadKind.ApiGateway, IstioVersion.Current);

    public async Task<FoundTunnels> ReadAsync(ControlPlane plane, CancellationToken ct)
    {
        if (Options.RoutingMode is not MeshRoutingMode.Ambient && !RoutingModeChoice.ServesZtunnels(plane.Setting))
            return FoundTunnels.None;
        var elsewhere = Options.GatewayNamespace is { } given ? $" in other namespaces than {given}" : "";
        var gateways = ListAsync(Gateways, null, $"Gateways of the class istio-east-west{elsewhere} are not known", ct);
        var sets = ListAsync(ResourceKinds.DaemonSet, null, "ztunnels are not known", ct);
        var waypoints = new WaypointReader(Api, Warn).ReadAsync(gateways, ct);
        return new(
            [
                .. (await gateways.ConfigureAwait(false) ?? await OfNamespaceAsync(ct).ConfigureAwait(false)).Where(TunnelGateways.Takes)
                    .OrderBy(item => item.Namespace(), StringComparer.Ordinal).ThenBy(item => item.Name(), StringComparer.Ordinal)
            ],
            Ztunnels(await sets.ConfigureAwait(false) ?? []),
            await waypoints.ConfigureAwait(false));
    }

    /// <summary>Those of some DaemonSets that are ztunnels.</summary>
    public static ValueList<MeshZtunnel> Ztunnels(IEnumerable<UnstructuredMap> sets) =>
        sets.Where(set => ZtunnelPods.Are(PodTemplates.Of(set))).Select(Of)
            .OrderBy(item => item.Name, StringComparer.Ordinal).ToValueList();

    /// <summary>Who may not list all Gateways may list those of the namespace that was given.</summary>
    private async Task<IReadOnlyList<UnstructuredMap>> OfNamespaceAsync(CancellationToken ct) => Options.GatewayNamespace is { } space
        ? await ListAsync(Gateways, space, $"Gateways of {space} are not known", ct).ConfigureAwait(false) ?? []
        : [];

    private async Task<IReadOnlyList<UnstructuredMap>?> ListAsync(ResourceKind kind, string? ns, string unknown, CancellationToken ct)
    {
        try
        {
            return (await Api.ListAsync(kind, ns, null, ct).ConfigureAwait(false)).Item;
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden)
        {
            Warn($"{kind.Kind}s may not be listed, so its {unknown}.");
            return null;
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.KindMissing)
        {
            return [];
        }
    }

    private static MeshZtunnel Of(UnstructuredMap set)
    {
        var containers = PodTemplates.Of(set).Spec().Maps("containers").ToList();
        var container = containers.Find(item => item.Text("name") == ControlPlaneNames.Proxy)
            ?? containers.FirstOrDefault() ?? UnstructuredMap.Empty;
        return new()
        {
            Name = $"{set.Namespace()}/{set.Name()}",
            Version = IstioImage.Version(container.Text("image")),
            Network = PodObjects.Variable(container, ZtunnelPods.NetworkVariable) ?? "",
            Ready = (int)(set.Status().Number("numberReady") ?? 0),
            Wanted = (int)(set.Status().Number("desiredNumberScheduled") ?? 0),
        };
    }
}
