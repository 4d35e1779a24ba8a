using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class TlsTwice : BrokenWayRule
{
    public override string Id => "MF3050";

    public override string Title =>
        "A gateway that passes the TLS of calls on by VirtualServices does not speak the mesh's TLS to the pods around it.";

    public override string Recommendation =>
        "Pass calls of other clusters on by AUTO_PASSTHROUGH with server names outbound_.PORT_.SUBSET_.HOST; or give the gateway "
        + "alone a DestinationRule for the host with tls mode DISABLE.";

    public override string Source => "pilot/pkg/networking/core/cluster_tls.go: auto mTLS holds for gateways as for sidecars";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (Twice(way)?.VirtualService ?? way.Decider, null);

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, Twice(way)?.VirtualService);

    private static PassedTls? Twice(GatewayCall way) => way.Chain.Router is { } router
        ? PassedTls.Twice(way.Server, way.Workload, router, way.Tls.Sni) : null;
}
