using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class RouterModeUnset : BrokenWayRule
{
    public override string Id => "MF4005";

    public override string Title => "The gateway of an Istio from 1.8 to 1.10 runs in the router mode sni-dnat.";

    public override string Recommendation => "Set the environment variable ISTIO_META_ROUTER_MODE=sni-dnat in the gateway's Deployment.";

    public override string Source => "istio releasenotes/notes/auto-auto-passthrough.yaml, sni-dnat-default.yaml";

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (way.Chain.Server?.Gateway ?? way.Decider, null);
}
