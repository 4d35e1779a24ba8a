namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>Items by a key that seldom two of them have: a list is made for those alone that do.</summary>
/// <param name="count">About how many keys there are.</param>
internal sealed class SeldomShared<TKey, TItem>(int count = 0)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TItem> _first = new(count);
    private readonly Dictionary<TKey, List<TItem>> _several = [];

    /// <summary>The items of a key, for the next one to be added; null for the first one, which is kept.</summary>
    public List<TItem>? Before(TKey key, TItem item)
    {
        if (_first.TryAdd(key, item)) return null;
        if (!_several.TryGetValue(key, out var same)) _several.Add(key, same = [_first[key]]);
        return same;
    }
}
