using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class DelegateWrong : ObjectRule
{
    public override string Id => "MF1301";

    public override string Title => "A VirtualService without hosts is a delegate, and has neither gateways nor tls or tcp routes.";

    public override string Recommendation => "Name the hosts that are called, or remove what a delegate cannot have.";

    public override string Source => "pkg/config/validation/validation.go ValidateVirtualService";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Says("hosts")) return;
        foreach (var field in (string[])["gateways", "tls", "tcp"])
        {
            if (manifest.Spec.Says(field))
                report.At(manifest, manifest.Spec, field, $"It names no hosts, so it is a delegate, which has no {field}.");
        }

        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Has("delegate")) report.At(manifest, route, "delegate", "A delegate cannot delegate further.");
        }
    }
}
