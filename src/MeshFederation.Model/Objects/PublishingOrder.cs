namespace MeshFederation.Model.Objects;

/// <summary>Sorts manifests into the order of publishing; inside a phase by cluster, step, namespace and name.</summary>
public sealed class PublishingOrder : IComparer<MeshManifest>
{
    /// <summary>The only instance.</summary>
    public static readonly PublishingOrder Instance = new();

    private PublishingOrder()
    {
    }

    /// <inheritdoc />
    public int Compare(MeshManifest? x, MeshManifest? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        // Enums compare themselves as objects, and that makes two of each comparison.
        var order = ((long)x.Step.Phase).CompareTo((long)y.Step.Phase);
        if (order == 0) order = string.CompareOrdinal(x.Cluster, y.Cluster);
        if (order == 0) order = x.Step.CompareTo(y.Step);
        if (order == 0) order = string.CompareOrdinal(x.Namespace, y.Namespace);
        return order != 0 ? order : string.CompareOrdinal(x.Name, y.Name);
    }
}
