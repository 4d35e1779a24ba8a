using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>Objects by the host or pattern that each is for, in their order.</summary>
internal sealed class HostMembers
{
    private const int None = -1;

    private readonly IReadOnlyList<MeshManifest> _items;

    /// <summary>The place of the first object of a host, and behind each place that of the next one.</summary>
    private readonly Dictionary<string, int> _first;
    private readonly int[] _next;

    private readonly List<(int Place, MeshManifest Item, string Pattern)> _patterns = [];

    public HostMembers(IReadOnlyList<MeshManifest> items, Func<MeshManifest, string> hostOf)
    {
        (_items, _first, _next) = (items, new(items.Count, StringComparer.Ordinal), new int[items.Count]);
        for (var place = items.Count - 1; place >= 0; place--)
        {
            var host = hostOf(items[place]);
            _next[place] = _first.GetValueOrDefault(host, None);
            _first[host] = place;
            if (HostPattern.IsWildcard(host)) _patterns.Add((place, items[place], host));
        }

        _patterns.Reverse();
    }

    /// <summary>Those that are for patterns.</summary>
    public IReadOnlyList<(int Place, MeshManifest Item, string Pattern)> Patterns => _patterns;

    /// <summary>Those whose host, or pattern, is just that.</summary>
    public HostMembersOfHost Named(string host) => new(_items, _next, _first.GetValueOrDefault(host, None));

    /// <summary>Those whose host is a host, or a pattern that covers it.</summary>
    public IEnumerable<MeshManifest> Covering(string host)
    {
        if (_patterns.Count == 0) return Named(host);
        var places = new List<int>();
        if (!HostPattern.IsWildcard(host))
        {
            for (var place = _first.GetValueOrDefault(host, None); place != None; place = _next[place]) places.Add(place);
        }

        places.AddRange(_patterns.Where(item => HostPattern.Covers(item.Pattern, host)).Select(item => item.Place));
        places.Sort();
        return places.ConvertAll(place => _items[place]);
    }
}
