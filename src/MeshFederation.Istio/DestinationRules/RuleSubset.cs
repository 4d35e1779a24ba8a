using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>A subset as it holds after merging.</summary>
/// <param name="Name">The name.</param>
/// <param name="Content">The subset as written.</param>
/// <param name="From">The DestinationRule that it comes from.</param>
/// <param name="Index">Its place in that rule's subsets.</param>
public sealed record RuleSubset(string Name, UnstructuredMap Content, MeshManifest From, int Index)
{
    /// <summary>The labels that endpoints must have; none select all.</summary>
    public UnstructuredMap Labels => Content.Map("labels") ?? UnstructuredMap.Empty;

    /// <summary>Its own traffic policy, or null.</summary>
    public UnstructuredMap? TrafficPolicy => Content.Map("trafficPolicy");
}
