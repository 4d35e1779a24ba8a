using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>The mesh configuration of a cluster as it was read.</summary>
/// <param name="Cluster">The cluster, with the version of its istiod.</param>
/// <param name="Map">The ConfigMap.</param>
/// <param name="Text">Its text.</param>
/// <param name="Own">What it says.</param>
/// <param name="Shared">What the shared configuration says, over which it takes precedence.</param>
internal sealed record MeshConfigState(MeshCluster Cluster, UnstructuredMap Map, string Text, UnstructuredMap Own, UnstructuredMap Shared)
{
    /// <summary>What it is made of.</summary>
    public IstioSource Source { get; init; } = IstioSource.Of(Map);

    /// <summary>The object that it is made of, as it was then; null where there is none, or where it may not be read.</summary>
    public UnstructuredMap? Owner { get; init; }

    /// <summary>What holds: of each field the last that says something (istio pilot/pkg/features SHARED_MESH_CONFIG).</summary>
    public UnstructuredMap Effective { get; } = UnstructuredMap.Of(
        [.. Shared.Where(entry => !Own.ContainsKey(entry.Key)).Concat(Own).Select(entry => (entry.Key, entry.Value))]);
}
