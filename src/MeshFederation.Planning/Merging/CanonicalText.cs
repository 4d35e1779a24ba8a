using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>All that a declaration says in one text, so that declarations of one service have an order of their own.</summary>
internal static class CanonicalText
{
    public static string Of(MeshService service)
    {
        var instances = service.Instance.Select(instance =>
            $"{instance.Cluster.Name} {string.Join(',', instance.PortNumber)} {instance.OtherPort} "
            + $"{instance.ServiceAccount} {instance.Version} {instance.Address} "
            + $"{instance.Selector} {string.Join(',', instance.TargetPort)} {instance.NamedTargetPort}");
        var own = FormattableString.Invariant(
            $"{service.MaxRequestsPerConnection} {service.NoRetry} {service.Suspended} {service.MeshHostname} {service.ServeHostname}")
            + service.RoutingMode;
        var splits = service.TrafficSplit.Select(split => split.ToString()).Concat(service.GatewaySplit.Select(split => split.ToString()));
        return string.Join(
            '\n',
            [
                service.HostSuffix,
                service.Port.ToString(),
                service.SniHost.ToString(),
                own,
                .. instances,
                service.ClientCluster.ToString(),
                .. splits,
                .. service.Policy.Select(policy => policy.ToString()),
                .. service.AccessPolicy.Select(policy => policy.ToString()),
                service.IsGuarded() ? "guarded" : "",
            ]);
    }
}
