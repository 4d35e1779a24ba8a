using System.Globalization;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>Finds the gateway workloads of a cluster: by its Services, and as the cluster was declared.</summary>
internal static class GatewayWorkloads
{
    private const string View = "ISTIO_META_REQUESTED_NETWORK_VIEW";
    private const string RouterMode = "ISTIO_META_ROUTER_MODE";

    /// <summary>The workload that was declared, or the one that is meant where nothing was.</summary>
    public static GatewayWorkload Declared(RoutingCluster cluster) =>
        Seen(cluster, new(cluster.Facts.Gateway.Namespace, UnstructuredMap.Of(cluster.Facts.Gateway.Selector))
        {
            Ports = DeclaredPorts(cluster.Facts.Gateway),
            ListenerPort = IsPortDeclared(cluster.Facts.Gateway) ? cluster.Facts.Gateway.TargetPort : null,
        });

    /// <summary>
    /// Where nobody said at which port the gateway listens, it is whichever has a server; servers name the port of the Service or of the
    /// pods.
    /// </summary>
    private static int[] DeclaredPorts(MeshGateway gateway) =>
        IsPortDeclared(gateway) ? [gateway.TargetPort, gateway.Port] : [];

    private static bool IsPortDeclared(MeshGateway gateway) => gateway.TargetPort != MeshGateway.UsualPort;

    /// <summary>
    /// The workload that was declared, else the only one that Gateways are for that pass the mesh's TLS on; null when there are several, or
    /// none.
    /// </summary>
    public static GatewayWorkload? OwnOrOnly(RoutingCluster cluster)
    {
        var named = cluster.Gateways.Declared;
        if (cluster.Facts.Gateway != new MeshGateway()) return named;
        var passing = cluster.Gateways.All.Where(gateway => gateway.Spec.Maps("servers").Any(ServerTls.PassesMesh)).ToList();
        if (passing.Exists(gateway => cluster.Gateways.IsFor(gateway, named)))
            return passing.Exists(gateway => IsForOthers(cluster, gateway, named)) ? null : named;
        var selectors = passing.SelectMany(cluster.Gateways.SelectorsOf, (gateway, selector) => (gateway, selector))
            .DistinctBy(item => item.selector.Describe(), StringComparer.Ordinal).ToList();
        return selectors is [var (only, _)] ? OfGateway(cluster, only) : null;
    }

    /// <summary>Whether a Gateway is for other pods for certain: it asks for another value of a label that these have.</summary>
    private static bool IsForOthers(RoutingCluster cluster, MeshManifest gateway, GatewayWorkload workload) =>
        cluster.Gateways.SelectorsOf(gateway).Exists(selector =>
            selector.Keys.Any(key => workload.Labels.Text(key) is { } value && selector.Text(key) != value));

    /// <summary>The workload that a Gateway is for.</summary>
    public static GatewayWorkload OfGateway(RoutingCluster cluster, MeshManifest gateway)
    {
        var pods = EntryGateways.PodsOf(cluster, gateway);
        return Seen(cluster, new(pods.Namespace, gateway.Spec.Map("selector") ?? UnstructuredMap.Empty));
    }

    /// <summary>The workload behind a Service, which listens on some ports.</summary>
    public static GatewayWorkload OfService(RoutingCluster cluster, MeshManifest service, IReadOnlyList<int> ports) =>
        Seen(cluster, new(service.Namespace, service.Spec.Map("selector") ?? UnstructuredMap.Empty) { Service = service, Ports = ports });

    /// <summary>With the labels and variables of the pods that it means, or of their template, where these are known.</summary>
    private static GatewayWorkload Seen(RoutingCluster cluster, GatewayWorkload workload)
    {
        foreach (var item in cluster.Of(ReadKind.Pod).Concat(PodTemplates.In(cluster)))
        {
            if (item.Namespace != workload.Namespace) continue;
            var isPod = ReadKind.Pod.Type.Is(item);
            if (isPod && !PodObjects.Counts(item.Content)) continue;
            var template = isPod ? item.Content : PodTemplates.Of(item.Content);
            var labels = template.Map("metadata")?.Map("labels") ?? UnstructuredMap.Empty;
            if (workload.Labels.Count == 0 || !workload.Labels.Selects(labels)) continue;
            var variables = Variables(template.Map("spec") ?? UnstructuredMap.Empty);
            var view = variables.GetValueOrDefault(View) ?? "";
            return workload with
            {
                Labels = labels,
                NetworkView = view.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                RouterMode = variables.GetValueOrDefault(RouterMode),
                IstiodVersion = Revisions.VersionFor(cluster.Facts, template),
                IsSeen = true,
            };
        }

        return workload;
    }

    private static Dictionary<string, string> Variables(UnstructuredMap podSpec)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in podSpec.Maps("containers").SelectMany(container => container.Maps("env")))
        {
            if (variable.Text("name") is { } name && variable.TryGetValue("value", out var value))
                variables[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return variables;
    }
}
