namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// Follows the proxies of one istiod from look to look. A proxy has what was written when in two looks one after the other everything
/// that it was sent was acknowledged, and each kind of configuration is either of a push after the write or the same in both. One that
/// was sent nothing of such a push was not concerned by it, when it has reached others and from one look to the next no further ones.
/// What was seen once holds: pushes of other changes go on meanwhile.
/// </summary>
/// <param name="earlier">The pushes that were seen before the write.</param>
internal sealed class ProxyWatch(IReadOnlySet<string> earlier)
{
    private Dictionary<ProxyKey, Followed> _followed = [];
    private bool _hasPush;

    /// <summary>The names of the proxies that are connected.</summary>
    public IReadOnlyCollection<string> Names => [.. _followed.Keys.Select(key => key.Name)];

    /// <summary>The proxies that have not shown yet that they have what was written.</summary>
    public IReadOnlyList<ConnectedProxy> Waiting =>
        [.. _followed.Values.Where(followed => !followed.IsSeen).Select(followed => followed.Proxy)];

    /// <summary>The pushes of which the proxies were sent something.</summary>
    public IReadOnlySet<string> Pushes => _followed.Values
        .SelectMany(followed => followed.Proxy.Config.Select(config => config.Version)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Takes a look. A proxy that is connected no longer is not waited for, and one that has come counts.</summary>
    /// <param name="proxies">The proxies that are connected now.</param>
    /// <param name="written">The second of the last write, by istiod's clock; null when that is not known.</param>
    /// <param name="counts">Whether enough time has gone by for a look to count.</param>
    /// <param name="concernsNone">Whether so much has gone by that a push which none was sent anything of concerns none.</param>
    public void Take(IReadOnlyList<ConnectedProxy> proxies, DateTimeOffset? written, bool counts, bool concernsNone)
    {
        var now = new Dictionary<ProxyKey, Followed>();
        var keyed = Keyed(proxies)
            .Select(one => (one.Proxy, one.Key, HasPush: HasPush(one.Proxy, written), Before: _followed.GetValueOrDefault(one.Key)))
            .ToList();
        var isOver = (_hasPush || concernsNone) && !keyed.Exists(entry => entry is { HasPush: true, Before.HasPush: false });
        foreach (var (proxy, key, hasPush, before) in keyed)
        {
            var isTaken = proxy.IsTaken && IsAllKnown(proxy, before?.Proxy, written);
            var isSeen = before is { IsSeen: true } || (counts && isTaken && before is { IsTaken: true } && (hasPush || isOver));
            now[key] = new(proxy, hasPush, isTaken, isSeen);
        }

        (_followed, _hasPush) = (now, _hasPush || keyed.Exists(entry => entry.HasPush));
    }

    /// <summary>Whether each kind of configuration is of a push after the write, or the same as in the look before.</summary>
    private bool IsAllKnown(ConnectedProxy proxy, ConnectedProxy? before, DateTimeOffset? written) =>
        proxy.Config.Select((config, index) => IsPast(config, written) || config.Sent == before?.Config[index].Sent)
            .All(isKnown => isKnown);

    private bool HasPush(ConnectedProxy proxy, DateTimeOffset? written) =>
        proxy.Config.Any(config => config.Sent.Length > 0 && IsPast(config, written));

    private bool IsPast(SentConfig config, DateTimeOffset? written) => config.Sent.Length == 0
        || (written is { } second && config.Push >= second && !earlier.Contains(config.Version));

    private static IEnumerable<(ConnectedProxy Proxy, ProxyKey Key)> Keyed(IEnumerable<ConnectedProxy> proxies) =>
        proxies.GroupBy(proxy => proxy.Name, StringComparer.Ordinal)
            .SelectMany(same => same.Select((proxy, twin) => (proxy, new ProxyKey(proxy.Name, twin, same.Count()))));

    /// <summary>
    /// A proxy that has come back may be listed twice, until istiod notices that its old connection is gone; which is which is not known
    /// then.
    /// </summary>
    private readonly record struct ProxyKey(string Name, int Twin, int Twins);

    private sealed record Followed(ConnectedProxy Proxy, bool HasPush, bool IsTaken, bool IsSeen);
}
