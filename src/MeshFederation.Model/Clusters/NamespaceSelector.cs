using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Clusters;

/// <summary>
/// Selects namespaces by their labels: one entry of <c>meshConfig.discoverySelectors</c>. All that it asks must hold; one that asks nothing
/// selects every namespace.
/// </summary>
public sealed record NamespaceSelector
{
    internal NamespaceSelector(IEnumerable<SelectorRequirement> requirements) =>
        Requirement = requirements.OrderBy(requirement => requirement.ToString(), StringComparer.Ordinal).Distinct().ToValueList();

    /// <summary>What is asked of labels, sorted; <c>matchLabels</c> and <c>matchExpressions</c> alike.</summary>
    public ValueList<SelectorRequirement> Requirement { get; }

    /// <summary>Whether a namespace with these labels is selected.</summary>
    /// <param name="labels">Its labels.</param>
    /// <returns>True when it is.</returns>
    public bool Selects(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var requirement in Requirement)
        {
            if (!requirement.Meets(labels)) return false;
        }

        return true;
    }

    /// <summary>The selector as kubectl takes it: <c>env in (prod, stage),istio-discovery=enabled</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Requirement.Count == 0 ? "every namespace" : string.Join(',', Requirement);
}
