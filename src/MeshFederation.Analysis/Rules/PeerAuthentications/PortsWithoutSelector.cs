using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.PeerAuthentications;

internal sealed class PortsWithoutSelector : ObjectRule
{
    public override string Id => "MF1801";

    public override string Title => "Modes for ports are those of chosen workloads.";

    public override string Recommendation => "Add selector.matchLabels, or remove portLevelMtls.";

    public override string Source => "pkg/config/validation/validation.go ValidatePeerAuthentication";

    protected override string Kind => IstioKind.PeerAuthentication;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Map("portLevelMtls") is not { } ports) return;
        if (ports.Count == 0) report.At(manifest, manifest.Spec, "portLevelMtls", "It names no port.");
        else if (manifest.Spec.Map("selector")?.Says("matchLabels") is not true)
            report.At(manifest, manifest.Spec, "portLevelMtls", "It has modes for ports, but no labels of the workloads that have them.");
    }
}
