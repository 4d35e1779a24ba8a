using MeshFederation.Analysis.Calls;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ServiceNotServed : WayRule
{
    public override string Id => "MF3004";

    public override string Title => "The host in the server name is a service of the mesh in the serving cluster.";

    public override string Recommendation => "Correct the host in the SNI to NAME.NAMESPACE.svc.DOMAIN with the serving cluster's own domain, or deploy the service there. One that is there and hidden is seen with the annotation networking.istio.io/exportTo that names the gateway's namespace.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain.Outcome is not (ChainOutcome.ServiceUnknown or ChainOutcome.ServiceExternal) || !IsCertain(way)) return null;
        return $"The gateway of {way.Server.Name} serves no '{way.Tls.Sni}' to {way.Description}: {way.Chain.Why}.";
    }

    /// <summary>Where the files at hand hold no Service of the namespace, the service may well be there.</summary>
    private static bool IsCertain(GatewayCall way) =>
        way.Chain.Outcome == ChainOutcome.ServiceExternal || way.Chain.Key is not { } key || way.Server.Services.Named(key.Host).Count > 0 || way.Server.Overlooked.Named(key.Host).Count > 0
        || !key.Host.EndsWith(".svc." + way.Server.Facts.ClusterDomain, StringComparison.Ordinal)
        || key.Host.Split('.') is not [_, var space, ..] || way.Server.Services.All.Any(service => service.IsKubernetes && service.Namespace == space);

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host);
}
