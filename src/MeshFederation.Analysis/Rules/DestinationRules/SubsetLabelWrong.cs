using MeshFederation.Istio.Objects;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class SubsetLabelWrong : ObjectRule
{
    public override string Id => "MF1204";

    public override string Title => "The labels of a subset are what Kubernetes accepts as labels.";

    public override string Recommendation =>
        "Use at most 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or a digit.";

    public override string Source => "pkg/config/labels/instance.go Validate";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var subset in manifest.Spec.Maps("subsets"))
        {
            foreach (var (key, value) in subset.TextEntries("labels"))
            {
                if (!LabelSyntax.IsKey(key) || !LabelSyntax.IsValue(value))
                    report.At(manifest, subset.Map("labels")!, key, $"'{key}: {value}' cannot be a label.");
            }
        }
    }
}
