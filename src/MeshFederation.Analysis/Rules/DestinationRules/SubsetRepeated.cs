using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class SubsetRepeated : ObjectRule
{
    public override string Id => "MF1203";

    public override string Title => "No subset of a DestinationRule has the name of another.";

    public override string Recommendation => "Give each subset a name of its own; Istio before 1.22 drops the later one without a word.";

    public override string Source => "pkg/config/validation/validation.go ValidateDestinationRule";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.List("subsets").Count < 2) return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subset in manifest.Spec.Maps("subsets"))
        {
            if (subset.Text("name") is { } name && !names.Add(name))
                report.At(manifest, subset, "name", $"A subset before it is named '{name}' too.");
        }
    }
}
