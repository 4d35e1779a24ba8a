using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class PartEmpty : ObjectRule
{
    public override string Id => "MF1704";

    public override string Title => "What a rule asks of its source and operation is said.";

    public override string Recommendation =>
        "Remove the empty part; a rule without from is for every source, and one without to for every operation.";

    public override string Source => "pkg/config/validation/validation.go ValidateAuthorizationPolicy";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var rule in manifest.Spec.Maps("rules"))
        {
            foreach (var (list, part) in (ReadOnlySpan<(string, string)>)[("from", "source"), ("to", "operation")])
            {
                if (rule.Has(list) && rule.List(list).Count == 0) report.At(manifest, rule, list, $"'{list}' is empty.");
                foreach (var item in rule.Maps(list))
                {
                    if (item.Map(part) is not { } asked) report.At(manifest, item, part, $"It has no {part}.");
                    else if (!asked.Keys.Any(asked.Says)) report.At(manifest, item, part, $"The {part} asks for nothing.");
                }
            }
        }
    }
}
