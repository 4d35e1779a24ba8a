using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>Objects by the host or pattern that each is for, in their order.</summary>
internal sealed class HostMembers
{
    private readonly ILookup<string, (int Place, MeshManifest Item)> _plain;
    private readonly List<(int Place, MeshManifest Item, string Pattern)> _patterns;

    public HostMembers(IReadOnlyList<MeshManifest> items, Func<MeshManifest, string> hostOf)
    {
        var placed = items.Select((item, place) => (Place: place, Item: item, Host: hostOf(item))).ToList();
        _plain = placed.ToLookup(item => item.Host, item => (item.Place, item.Item), StringComparer.Ordinal);
        _patterns = placed.FindAll(item => HostPattern.IsWildcard(item.Host));
    }

    /// <summary>Those whose host is a host, or a pattern that covers it.</summary>
    public IEnumerable<MeshManifest> Covering(string host)
    {
        var named = HostPattern.IsWildcard(host) ? [] : _plain[host];
        return _patterns.Count == 0
            ? named.Select(item => item.Item)
            : named.Concat(_patterns.Where(item => HostPattern.Covers(item.Pattern, host)).Select(item => (item.Place, item.Item)))
                .OrderBy(item => item.Place).Select(item => item.Item);
    }
}
