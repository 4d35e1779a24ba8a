using System.Globalization;
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
        });

    /// <summary>
    /// Where nobody said at which port the gateway listens, it is whichever has a server; servers name the port of the Service or of the
    /// pods.
    /// </summary>
    private static int[] DeclaredPorts(MeshGateway gateway) =>
        gateway.TargetPort == MeshGateway.UsualPort ? [] : [gateway.TargetPort, gateway.Port];

    /// <summary>Whether a Service of the cluster has an address that other clusters could reach.</summary>
    public static bool KnowsAddresses(RoutingCluster cluster) => cluster.Of("", "Service").Any(item => Addresses(item).Any());

    /// <summary>The workload behind an address and port of a Service of the cluster, or behind the address on any port; null when no Service has them.</summary>
    public static GatewayWorkload? Behind(RoutingCluster cluster, string address, int? port)
    {
        foreach (var service in cluster.Of("", "Service"))
        {
            if (!Addresses(service).Contains(address, StringComparer.OrdinalIgnoreCase) || Port(service, port) is not { } found) continue;
            return Seen(cluster, new(service.Namespace, service.Spec.Map("selector") ?? UnstructuredMap.Empty) { Service = service, Ports = found });
        }

        return null;
    }

    private static IEnumerable<string> Addresses(MeshManifest service)
    {
        var balancer = service.Content.Map("status")?.Map("loadBalancer")?.Maps("ingress") ?? [];
        return service.Spec.List("externalIPs").OfType<string>()
            .Concat(balancer.SelectMany(item => new[] { item.Text("ip"), item.Text("hostname") }).OfType<string>())
            .Concat(service.Spec.Text("loadBalancerIP") is { Length: > 0 } asked ? [asked] : []);
    }

    /// <summary>Gateways name the Service's port or the pods' (istio pilot/pkg/model/gateway.go resolvePorts).</summary>
    private static List<int>? Port(MeshManifest service, int? port)
    {
        if (port is null) return [.. service.Spec.Maps("ports").Select(item => (int)(item.Number("port") ?? 0))];
        var found = service.Spec.Maps("ports").FirstOrDefault(item => item.Number("port") == port);
        if (found is null) return null;
        return found.Number("targetPort") is { } target && target != port ? [port.Value, (int)target] : [port.Value];
    }

    /// <summary>With the labels and variables of the pods or the Deployment that it means, where these are known.</summary>
    private static GatewayWorkload Seen(RoutingCluster cluster, GatewayWorkload workload)
    {
        foreach (var item in cluster.Of("", "Pod").Concat(cluster.Of("apps", "Deployment")).Concat(cluster.Of("apps", "DaemonSet")))
        {
            if (item.Namespace != workload.Namespace) continue;
            var isPod = item.Kind == "Pod";
            var template = isPod ? item.Content : item.Spec.Map("template") ?? UnstructuredMap.Empty;
            var labels = template.Map("metadata")?.Map("labels") ?? UnstructuredMap.Empty;
            if (workload.Labels.Count == 0 || !workload.Labels.Selects(labels)) continue;
            var variables = Variables(template.Map("spec") ?? UnstructuredMap.Empty);
            var view = variables.GetValueOrDefault(View) ?? "";
            return workload with
            {
                Labels = labels,
                NetworkView = view.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
                RouterMode = variables.GetValueOrDefault(RouterMode),
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
            if (variable.Text("name") is { } name && variable.TryGetValue("value", out var value)) variables[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return variables;
    }
}
