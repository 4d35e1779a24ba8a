using System.Diagnostics.CodeAnalysis;

namespace MeshFederation.Istio.Names;

/// <summary>
/// Values by host or pattern, looked up by the most specific one (istio pilot/pkg/model/config.go MostSpecificHostMatch).
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public sealed class HostMap<T>
    where T : class
{
    private readonly Dictionary<string, T> _exact;
    private readonly Dictionary<string, T> _patterns = new(StringComparer.Ordinal);

    /// <summary>Makes one without values.</summary>
    /// <param name="capacity">How many hosts will have one.</param>
    public HostMap(int capacity) => _exact = new(capacity, StringComparer.Ordinal);

    /// <summary>All values.</summary>
    public IEnumerable<T> Values => _exact.Values.Concat(_patterns.Values);

    /// <summary>The value of a host or pattern, as it was added; null when there is none.</summary>
    /// <param name="host">The host or pattern.</param>
    public T? this[string host]
    {
        get => MapOf(host).GetValueOrDefault(host);
        set => MapOf(host)[host] = value!;
    }

    /// <summary>The value of the most specific host or pattern that covers a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when none covers it.</returns>
    public bool TryFind(string host, [NotNullWhen(true)] out T? value)
    {
        if (MapOf(host).TryGetValue(host, out value)) return true;
        string? best = null;
        foreach (var (pattern, candidate) in _patterns)
        {
            if (!HostPattern.Covers(pattern, host) || (best is not null && !HostPattern.MoreSpecific(pattern, best))) continue;
            (best, value) = (pattern, candidate);
        }

        return value is not null;
    }

    private Dictionary<string, T> MapOf(string host) => HostPattern.IsWildcard(host) ? _patterns : _exact;
}
