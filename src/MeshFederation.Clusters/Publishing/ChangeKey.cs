using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>Which object of which cluster a change is about.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Type">Group and kind, as in <see cref="Model.Objects.ObjectType.Key"/>.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
public readonly record struct ChangeKey(string Cluster, string Type, string Namespace, string Name)
{
    /// <summary>The object of a change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The key.</returns>
    public static ChangeKey Of(MeshChange change) => new(change.Cluster, change.TypeKey, change.Namespace, change.Name);
}
