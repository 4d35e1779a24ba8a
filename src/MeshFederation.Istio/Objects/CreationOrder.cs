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

    /// <summary>Sorts objects, those that compete alike in the order given. What is compared most is looked up once for each.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="isLater">Whether an object comes behind all of which that is not so; null for none.</param>
    /// <returns>The objects, the oldest first.</returns>
    internal static MeshManifest[] Sort(IEnumerable<MeshManifest> objects, Func<MeshManifest, bool>? isLater = null)
    {
        var items = objects.Select(
            (item, index) => (Item: item, IsLater: isLater?.Invoke(item) is true, Created: item.Created(), Index: index)).ToArray();
        Array.Sort(items, static (x, y) =>
        {
            var order = x.IsLater.CompareTo(y.IsLater);
            if (order == 0) order = string.CompareOrdinal(x.Created, y.Created);
            if (order == 0) order = ByName(x.Item, y.Item);
            return order != 0 ? order : x.Index.CompareTo(y.Index);
        });
        return Array.ConvertAll(items, static item => item.Item);
    }

    /// <inheritdoc />
    public int Compare(MeshManifest? x, MeshManifest? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = string.CompareOrdinal(x.Created(), y.Created());
        return order != 0 ? order : ByName(x, y);
    }

    private static int ByName(MeshManifest x, MeshManifest y)
    {
        var order = string.CompareOrdinal(x.Name, y.Name);
        return order != 0 ? order : string.CompareOrdinal(x.Namespace, y.Namespace);
    }
}
