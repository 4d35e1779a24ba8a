using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads and writes <c>meshConfig.discoverySelectors</c> (k8s.io/apimachinery/pkg/apis/meta/v1, LabelSelector).</summary>
internal static class DiscoverySelectors
{
    /// <summary>Reads selectors. Where one is none that Kubernetes takes, istiod keeps none of them, and looks at all namespaces.</summary>
    public static ValueList<NamespaceSelector> Read(IEnumerable<UnstructuredMap> selectors)
    {
        try
        {
            return selectors.Select(selector => SelectorSyntax.Read(selector, InlineYaml.Write(selector))).ToValueList();
        }
        catch (MeshException)
        {
            return [];
        }
    }

    public static UnstructuredMap Write(NamespaceSelector selector) =>
        selector.Requirement.Count == 0
            ? UnstructuredMap.Empty
            : UnstructuredMap.Of(("matchExpressions", UnstructuredList.From(selector.Requirement.Select(requirement => UnstructuredMap.Of(
                ("key", requirement.Key),
                ("operator", requirement.Operator.ToString()),
                ("values", requirement.Value.Count == 0 ? null : UnstructuredList.From(requirement.Value)))))));
}
