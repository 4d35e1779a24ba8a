using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Routing.Destinations;

/// <summary>
/// Decides what becomes of a share at the caller's proxy: whether istiod makes an Envoy cluster for its host, port and subset (istio
/// pilot/pkg/networking/core/cluster.go buildOutboundClusters, cluster_builder.go buildSubsetCluster), with which TLS and endpoints.
/// </summary>
public static class DestinationChooser
{
    /// <summary>Decides.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="share">The share.</param>
    /// <returns>The answer.</returns>
    public static DestinationAnswer Choose(RoutingCluster cluster, MeshCaller caller, RouteShare share)
    {
        if (Service(cluster, caller, share.Host, share.Port) is not { } service)
        {
            return new(DestinationOutcome.HostUnknown, Unknown(cluster, caller, share.Host));
        }

        if (service.Port(share.Port) is not { } port)
        {
            var ports = string.Join(", ", service.Ports);
            var why = FormattableString.Invariant($"{service.Reference} has no port {share.Port}; it has {ports}");
            return new(DestinationOutcome.PortUnknown, why) { Service = service };
        }

        var rule = cluster.DestinationRules.For(caller, service);
        var subset = share.Subset.Length == 0 ? null : rule?.Subset(share.Subset);
        if (share.Subset.Length > 0 && subset is null)
        {
            return new(DestinationOutcome.SubsetUnknown, NoSubset(cluster, caller, service, rule, share.Subset))
            {
                Service = service,
                Port = port,
                Rule = rule,
            };
        }

        var labels = subset?.Labels ?? UnstructuredMap.Empty;
        return Reaching(cluster, new(DestinationOutcome.Found, "")
        {
            Service = service,
            Port = port,
            Rule = rule,
            Subset = subset,
            Caller = cluster,
            Endpoints = ServiceEndpoints.Of(cluster, service, port, labels),
            Pods = service.IsKubernetes ? cluster.Pods.Select(service, labels) : null,
            ConnectsToCalledAddress = CalledAddresses.AreUsed(service, rule, subset, share.Port),
        });
    }

    /// <summary>
    /// The service of a destination. To sidecars one of the caller's own namespace is had through a route whatever its exportTo says (istio
    /// pilot/pkg/model/sidecar.go collectImportedServices); another name of a service is none itself.
    /// </summary>
    internal static RoutedService? Service(RoutingCluster cluster, MeshCaller caller, string host, int port)
    {
        var service = GivenServices.Find(cluster, caller, host, port) ?? Own(cluster, caller, host);
        return service?.AliasOf is null ? service : null;
    }

    private static RoutedService? Own(RoutingCluster cluster, MeshCaller caller, string host) =>
        caller.IsGateway ? null : cluster.Services.Named(host).FirstOrDefault(own => own.Namespace == caller.Namespace);

    /// <summary>What is connected to: the address that was called, pods, or the endpoints of a ServiceEntry.</summary>
    private static DestinationAnswer Reaching(RoutingCluster cluster, DestinationAnswer answer)
    {
        if (answer.ConnectsToCalledAddress) return answer;
        var (service, endpoints) = (answer.Service!, answer.Endpoints!);
        if (service.IsKubernetes) return WithPods(answer, answer.Pods!);
        if (endpoints.Endpoints.Count > 0 || service.Resolution is ServiceResolution.None or ServiceResolution.DynamicDns) return answer;
        if (endpoints.Dropped.Count == 0 && EndpointTiers.Selecting(cluster, answer).Count > 0) return answer;
        var why = endpoints.Dropped.Count == 0
            ? $"{service.Reference} has no endpoint"
            : $"no endpoint of {service.Reference} is left: {endpoints.Dropped[0].Endpoint}: {endpoints.Dropped[0].Why}";
        return answer with { Outcome = DestinationOutcome.NoEndpoint, Why = why };
    }

    private static DestinationAnswer WithPods(DestinationAnswer answer, PodSelection pods)
    {
        if (answer.Endpoints!.Endpoints.Count > 0 || pods.Knowledge is PodKnowledge.Nothing or PodKnowledge.Versions
            || pods.Selected.Any(static pod => pod.IsReady is not false))
        {
            return answer;
        }

        var labels = answer.Subset is { } subset ? $" with {subset.Labels.Describe()} (subset {subset.Name})" : "";
        var none = pods.Selected.Count == 0 ? $"no pod{labels} is there" : $"none of its {pods.Selected.Count} pods{labels} is ready";
        return answer with { Outcome = DestinationOutcome.NoEndpoint, Why = $"of {answer.Service!.Reference} {none}" };
    }

    private static string NoSubset(RoutingCluster cluster, MeshCaller caller, RoutedService service, MergedRule? rule, string subset)
    {
        var hidden = cluster.DestinationRules.HiddenFrom(caller, service)
            .FirstOrDefault(item => item.Rule.Spec.Maps("subsets").Any(known => known.Text("name") == subset));
        if (hidden.Rule is not null) return $"{hidden.Rule} has the subset '{subset}', but the caller is not given it: {hidden.Why}";
        return rule is null
            ? $"there is no DestinationRule for {service.Host}, so there is no subset '{subset}'"
            : $"{rule.First} has no subset '{subset}'; it has "
                + $"{(rule.Subsets.Count == 0 ? "none" : string.Join(", ", rule.Subsets.Select(known => known.Name)))}";
    }

    private static string Unknown(RoutingCluster cluster, MeshCaller caller, string host)
    {
        var hidden = cluster.Services.Named(host);
        return hidden.Count == 0
            ? ServiceRegistry.WhyUnknown(cluster, host)
            : $"{hidden[0].Reference} has the host '{host}', but its {hidden[0].ExportTo} hides it from the namespace {caller.Namespace}";
    }
}
