using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads and writes <c>meshConfig.discoverySelectors</c> (k8s.io/apimachinery/pkg/apis/meta/v1, LabelSelector).</summary>
internal static class DiscoverySelectors
{
    /// <summary>Reads selectors. Where one is none that Kubernetes takes, istiod keeps none of them, and looks at all namespaces.</summary>
    public static ValueList<NamespaceSelector> Read(IEnumerable<UnstructuredMap> selectors)
    {
        var read = new List<NamespaceSelector>();
        foreach (var selector in selectors)
        {
            var requirements = Requirements(selector).ToList();
            if (requirements.Contains(null)) return [];
            read.Add(new(requirements.OfType<SelectorRequirement>()));
        }

        return read.ToValueList();
    }

    public static UnstructuredMap Write(NamespaceSelector selector) =>
        selector.Requirement.Count == 0 ? UnstructuredMap.Empty : UnstructuredMap.Of(("matchExpressions", UnstructuredList.From(selector.Requirement.Select(requirement => UnstructuredMap.Of(
            ("key", requirement.Key),
            ("operator", requirement.Operator.ToString()),
            ("values", requirement.Value.Count == 0 ? null : UnstructuredList.From(requirement.Value)))))));

    private static IEnumerable<SelectorRequirement?> Requirements(UnstructuredMap selector)
    {
        foreach (var (key, value) in selector.Map("matchLabels") ?? UnstructuredMap.Empty)
        {
            yield return SelectorSyntax.TryRequire(key, "In", [value as string ?? ""]);
        }

        foreach (var expression in selector.Maps("matchExpressions"))
        {
            yield return SelectorSyntax.TryRequire(expression.Text("key") ?? "", expression.Text("operator") ?? "", [.. expression.List("values").OfType<string>()]);
        }
    }
}
