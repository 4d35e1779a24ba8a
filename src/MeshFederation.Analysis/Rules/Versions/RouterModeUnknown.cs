using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class RouterModeUnknown : Rule
{
    public override string Id => "MF4006";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known whether the gateway of an Istio from 1.8 to 1.10 runs in the router mode sni-dnat.";

    public override string Recommendation =>
        "See that the gateway's Deployment has the environment variable ISTIO_META_ROUTER_MODE=sni-dnat; Istio before 1.8 and from 1.11 "
        + "sets it by itself.";

    public override string Source => "istio releasenotes/notes/auto-auto-passthrough.yaml, sni-dnat-default.yaml";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            if (way.Workload.IsSeen
                || way.Chain.Server?.Gateway is not { } gateway
                || !IstioBehavior.RouterModeByHand(way.Workload.VersionIn(way.Server.Facts))
                || !said.Add(gateway))
            {
                continue;
            }
            var version = way.Workload.VersionIn(way.Server.Facts);
            report.On(gateway, $"The gateway of {way.Server.Name} with Istio {version} passes calls on only "
                + "with ISTIO_META_ROUTER_MODE=sni-dnat, which cannot be seen from here.");
        }
    }
}
