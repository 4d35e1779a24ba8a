using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Ambient;
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
    private const string AppLabel = "app";
    private const string AppOfZtunnel = "ztunnel";
    private const string NetworkVariable = "NETWORK";

    public static readonly ResourceKind Gateways = ResourceKinds.Of(ReadKind.ApiGateway, IstioVersion.Current);

    /// <summary>
    /// Whether what was given of a gateway is meant of that for tunnels. Where the mode is another, it is meant of that for sidecars; where
    /// none was given, the mode is chosen by what is found so.
    /// </summary>
    private bool IsGivenOfTunnels => Options.RoutingMode is null or MeshRoutingMode.Ambient;

    public async Task<FoundTunnels> ReadAsync(ControlPlane plane, CancellationToken ct)
    {
        if (Options.RoutingMode is not MeshRoutingMode.Ambient && !RoutingModeChoice.ServesZtunnels(plane.Setting))
            return FoundTunnels.None;
        var ns = IsGivenOfTunnels ? Options.GatewayNamespace : null;
        var gateways = ListAsync(Gateways, ns, "Gateways of the class istio-east-west are not known", ct);
        var sets = ListAsync(ResourceKinds.DaemonSet, null, "ztunnels are not known", ct);
        var waypoints = new WaypointReader(Api, Warn).ReadAsync(ns is null ? gateways : null, ct);
        return new(
            [
                .. (await gateways.ConfigureAwait(false) ?? []).Where(IsMeant)
                    .OrderBy(item => item.Namespace(), StringComparer.Ordinal).ThenBy(item => item.Name(), StringComparer.Ordinal)
            ],
            (await sets.ConfigureAwait(false) ?? []).Where(IsZtunnel).Select(Of)
                .OrderBy(item => item.Name, StringComparer.Ordinal).ToValueList(),
            await waypoints.ConfigureAwait(false));
    }

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

    private bool IsMeant(UnstructuredMap gateway) => gateway.Spec().Text("gatewayClassName") == AmbientNames.EastWestClass
        && (!IsGivenOfTunnels
            || Options.GatewaySelector is not { } labels
            || AmbientClusters.NameOf(new() { Selector = labels }) is not { } name
            || name == gateway.Name());

    /// <summary>By the label that its chart gives to its pods (istio manifests/charts/ztunnel/templates/daemonset.yaml).</summary>
    private static bool IsZtunnel(UnstructuredMap set) => Template(set).Label(AppLabel) == AppOfZtunnel;

    private static UnstructuredMap Template(UnstructuredMap set) => set.Spec().Map("template") ?? UnstructuredMap.Empty;

    private static MeshZtunnel Of(UnstructuredMap set)
    {
        var containers = Template(set).Spec().Maps("containers").ToList();
        var container = containers.Find(item => item.Text("name") == ControlPlaneNames.Proxy)
            ?? containers.FirstOrDefault() ?? UnstructuredMap.Empty;
        return new()
        {
            Name = $"{set.Namespace()}/{set.Name()}",
            Version = IstioImage.Version(container.Text("image")),
            Network = container.Maps("env").FirstOrDefault(item => item.Text("name") == NetworkVariable)?.Text("value") ?? "",
            Ready = (int)(set.Status().Number("numberReady") ?? 0),
            Wanted = (int)(set.Status().Number("desiredNumberScheduled") ?? 0),
        };
    }
}
