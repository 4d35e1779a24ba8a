using System.Collections.Immutable;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>The objects of one kind in one cluster, as the watch of that kind had told them at a moment.</summary>
internal sealed class KindState
{
    public static readonly KindState Empty = new(ImmutableDictionary<string, ModelObject>.Empty);

    private readonly ImmutableDictionary<string, ModelObject> _objects;
    private readonly Lazy<IReadOnlyList<ModelObject>> _all;
    private readonly Lazy<ILookup<string, ModelObject>> _byHost;

    private KindState(ImmutableDictionary<string, ModelObject> objects)
    {
        _objects = objects;
        _all = new(() => [.. objects.Values.OrderBy(item => item.Created)]);
        _byHost = new(() => All.SelectMany(item => item.Hosts.Select(host => (host, item)))
            .ToLookup(entry => entry.host, entry => entry.item, StringComparer.Ordinal));
    }

    /// <summary>The objects, the oldest first.</summary>
    public IReadOnlyList<ModelObject> All => _all.Value;

    /// <summary>The objects by the hosts that they are about, the oldest first.</summary>
    public ILookup<string, ModelObject> ByHost => _byHost.Value;

    public ModelObject? Find(string key) => _objects.GetValueOrDefault(key);

    public KindState With(string key, ModelObject? item) => new(item is null ? _objects.Remove(key) : _objects.SetItem(key, item));
}
