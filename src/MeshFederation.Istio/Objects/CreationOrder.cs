using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// The order in which istiod takes objects that compete: the oldest first, then by name and namespace (istio pilot/pkg/model/config.go
/// sortConfigByCreationTime). Objects of files have no time of creation; among them the name decides, which a cluster may see otherwise.
/// </summary>
public sealed class CreationOrder : IComparer<MeshManifest>
{
    /// <summary>The only instance.</summary>
    public static readonly CreationOrder OldestFirst = new();

    private CreationOrder()
    {
    }

    /// <inheritdoc />
    public int Compare(MeshManifest? x, MeshManifest? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = string.CompareOrdinal(x.Created(), y.Created());
        if (order == 0) order = string.CompareOrdinal(x.Name, y.Name);
        return order != 0 ? order : string.CompareOrdinal(x.Namespace, y.Namespace);
    }
}
