using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class HostWrong : ObjectRule
{
    public override string Id => "MF1201";

    public override string Title => "The host of a DestinationRule is a DNS name whose first label may be a wildcard.";

    public override string Recommendation => "Name the host that is called, as reviews.default.svc.cluster.local.";

    public override string Source => "pkg/config/validation/validation.go ValidateDestinationRule";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Text("host") is { } host && !IstioText.IsWildcardDomain(host))
            report.At(manifest, manifest.Spec, "host", $"'{host}' is no DNS name.");
    }
}
