using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class NameWrong : ObjectRule
{
    public override string Id => "MF1401";

    public override string Title => "The name of a Gateway is a DNS label, without dots.";

    public override string Recommendation => "Use letters, digits and inner hyphens, at most 63.";

    public override string Source => "pkg/config/validation/validation.go ValidateGateway";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Name.Length > 0 && !IstioText.IsLabel(manifest.Name))
            report.At(manifest, manifest.Metadata, "name", $"'{manifest.Name}' is no DNS label.");
    }
}
