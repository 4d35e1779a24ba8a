using System.Collections.Immutable;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class SubsetRepeated : ObjectRule
{
    private const int Few = 8;

    public override string Id => "MF1203";

    public override string Title => "No subset of a DestinationRule has the name of another.";

    public override string Recommendation => "Give each subset a name of its own; Istio before 1.22 drops the later one without a word.";

    public override string Source => "pkg/config/validation/validation.go ValidateDestinationRule";

    protected override string Kind => IstioKind.DestinationRule;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var subsets = manifest.Spec.Maps("subsets");
        if (subsets.Length <= Few && !AnyRepeated(subsets)) return;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subset in subsets)
        {
            if (subset.Text("name") is { } name && !names.Add(name))
                report.At(manifest, subset, "name", $"A subset before it is named '{name}' too.");
        }
    }

    /// <summary>Compares each with each: nearly all DestinationRules have a few subsets at most, for which no set need be made.</summary>
    private static bool AnyRepeated(ImmutableArray<UnstructuredMap> subsets)
    {
        for (var i = 1; i < subsets.Length; i++)
        {
            if (subsets[i].Text("name") is not { } name) continue;
            for (var before = 0; before < i; before++)
            {
                if (subsets[before].Text("name") == name) return true;
            }
        }

        return false;
    }
}
