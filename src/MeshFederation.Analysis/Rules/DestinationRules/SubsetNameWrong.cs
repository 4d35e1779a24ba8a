using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class SubsetNameWrong : ObjectRule
{
    public override string Id => "MF1202";

    public override string Title => "The name of a subset is a DNS label, since it becomes part of names and of the SNI.";

    public override string Recommendation => "Use letters, digits and inner hyphens, at most 63.";

    public override string Source => "pkg/config/validation/validation.go validateSubsetName";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var subset in manifest.Spec.Maps("subsets"))
        {
            if (subset.Text("name") is { } name && !IstioText.IsLabel(name))
                report.At(manifest, subset, "name", $"'{name}' cannot be the name of a subset.");
        }
    }
}
