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
        var items = objects.ToArray();
        var (created, later, order) = (new string[items.Length], new bool[items.Length], new int[items.Length]);
        for (var i = 0; i < items.Length; i++)
            (created[i], later[i], order[i]) = (items[i].Created(), isLater?.Invoke(items[i]) is true, i);
        Array.Sort(order, (x, y) =>
        {
            var difference = later[x].CompareTo(later[y]);
            if (difference == 0) difference = string.CompareOrdinal(created[x], created[y]);
            if (difference == 0) difference = ByName(items[x], items[y]);
            return difference != 0 ? difference : x.CompareTo(y);
        });
        var sorted = new MeshManifest[items.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = items[order[i]];
        return sorted;
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
