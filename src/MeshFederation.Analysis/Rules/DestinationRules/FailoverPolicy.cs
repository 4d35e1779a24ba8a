using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>A setting of localities of a DestinationRule that fails over, and the outlier detection that holds beside it.</summary>
/// <param name="Locality">The setting.</param>
/// <param name="Field">The field of it that fails over.</param>
/// <param name="Outliers">The outlier detection, inherited or not; null where none holds.</param>
internal readonly record struct FailoverPolicy(UnstructuredMap Locality, string Field, UnstructuredMap? Outliers)
{
    private const long AnyOtherPort = 0;
    private static readonly string[] Fields = [LocalitySettings.Next, MeshConfigWords.LabelPriority];

    /// <summary>Those of a DestinationRule, for the host and each of its subsets and ports.</summary>
    public static IReadOnlyList<FailoverPolicy> Of(RulePolicies rule)
    {
        if (!MayFailOver(rule)) return [];
        var found = new List<FailoverPolicy>();
        var merged = new MergedRule(rule.Rule, rule.Rule.Spec.Text("host") ?? "");
        var ports = rule.Policies.Where(policy => policy.IsOfPort)
            .Select(policy => policy.Map.Map("port")?.Number("number") ?? AnyOtherPort).Append(AnyOtherPort).Distinct().ToList();
        foreach (var subset in merged.Subsets.Prepend(null))
        {
            foreach (var port in ports) Add(found, TrafficPolicies.Effective(merged, subset, (int)port));
        }

        return found;
    }

    private static bool MayFailOver(RulePolicies rule)
    {
        foreach (var policy in rule.Policies)
        {
            if (LocalityOf(policy.Map) is { } locality && Array.Exists(Fields, locality.Says)) return true;
        }

        return false;
    }

    private static void Add(List<FailoverPolicy> found, EffectivePolicy? policy)
    {
        if (policy?.Map("loadBalancer")?.Map(MeshConfigWords.Localities) is not { } locality) return;
        var outliers = policy.Map("outlierDetection");
        if (Array.Find(Fields, locality.Says) is not { } field) return;
        var isKnown = found.Exists(other => ReferenceEquals(other.Locality, locality) && ReferenceEquals(other.Outliers, outliers));
        if (!isKnown) found.Add(new(locality, field, outliers));
    }

    private static UnstructuredMap? LocalityOf(UnstructuredMap policy) => policy.Map("loadBalancer")?.Map(MeshConfigWords.Localities);
}
