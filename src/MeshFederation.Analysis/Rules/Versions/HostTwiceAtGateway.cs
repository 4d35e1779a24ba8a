using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class HostTwiceAtGateway : WayRule
{
    public override string Id => "MF4007";

    public override string Title =>
        "Where gateways take a host twice, until 1.21, a host that is passed on is that of one Service or ServiceEntry.";

    public override string Recommendation =>
        "Remove one of the two, or hide it from the gateway's namespace by exportTo; Envoy refuses a listener that has a chain twice.";

    public override string Source =>
        "pilot/pkg/model/sidecar.go appendSidecarServices (1.22); 1.21 pilot/pkg/networking/core/v1alpha3/gateway.go";

    protected override string? Fault(GatewayCall way)
    {
        var version = way.Workload.VersionIn(way.Server.Facts);
        if (way.Chain.Service is not { } served
            || !IstiodSettings.HasChainsPerService(way.Server.Facts, version)
            || IstioBehavior.GatewaysTakeHostsOnce(version))
        {
            return null;
        }
        var seen = way.Server.Services.Named(served.Host)
            .Where(service => PassthroughChains.AreOf(service) && service.ExportTo.Reaches(way.Workload.Namespace)).ToList();
        return seen.Count < 2
            ? null
            : $"In Istio {version} of {way.Server.Name} the gateway has the host '{served.Host}' twice, of "
                + $"{string.Join(" and ", seen.Select(service => service.Reference))}.";
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (way.Chain.Server?.Gateway ?? way.Decider, null);

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Service!.Host);
}
