using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Istiod;

/// <summary>Follows the istiods of one cluster, from a write on, until all of their proxies have what was written.</summary>
/// <param name="istiod">Asks them.</param>
/// <param name="written">The objects with the versions that they got; null for those that were removed.</param>
/// <param name="times">When a look counts.</param>
/// <param name="clock">The clock.</param>
/// <param name="before">What followed them after the write before; null for none.</param>
internal sealed class ClusterWatch(
    IstiodClient istiod,
    IReadOnlyDictionary<ObjectPlace, string?> written,
    SightTimes times,
    TimeProvider clock,
    ClusterWatch? before = null)
{
    private readonly long _began = clock.GetTimestamp();
    private readonly Dictionary<string, (ConnectedProxy Proxy, long At)> _unseen = new(StringComparer.Ordinal);
    private Dictionary<string, PodWatch> _pods = new(StringComparer.Ordinal);

    /// <summary>Looks at all istiod pods at once. Pods that have gone are not waited for, and those that have come count.</summary>
    public async Task<ClusterSight> LookAsync(CancellationToken ct)
    {
        try
        {
            var (names, unready) = await istiod.ReadPodsAsync(ct).ConfigureAwait(false);
            if (names.Count == 0) return Nobody(unready);
            _pods = names.ToDictionary(name => name, name => _pods.GetValueOrDefault(name) ?? Watch(name), StringComparer.Ordinal);
        }
        catch (ApiException exception) when (exception.Status is 403 or 404)
        {
            return new() { Blind = $"the istiod pods cannot be listed: {exception.Message.TrimEnd('.')}" };
        }
        catch (MeshException exception)
        {
            return new() { Silent = [exception.Message.TrimEnd('.')] };
        }

        await Task.WhenAll(_pods.Values.Select(pod => pod.LookAsync(ct))).ConfigureAwait(false);
        var pods = _pods.Values.OrderBy(pod => pod.Pod, StringComparer.Ordinal).ToList();
        var oneAnswers = pods.Exists(pod => pod.Trouble is null);
        var refusing = pods.Find(pod => pod.Trouble is { IsLasting: true } trouble && !(oneAnswers && trouble.IsGuess));
        if (refusing is not null) return new() { Blind = Text(refusing) };
        var away = Away(pods);
        return new()
        {
            Pods = [.. pods.Select(pod => pod.Pod)],
            Silent = [.. pods.Where(pod => pod.Trouble is not null).Select(Text)],
            Missing = [.. pods.SelectMany(pod => pod.Missing.Select(place => (pod.Pod, place)))],
            Waiting = [.. pods.SelectMany(pod => pod.Waiting), .. away],
            Proxies = pods.Sum(pod => pod.Proxies.Count) + away.Count,
            IsSettled = away.Count == 0 && pods.TrueForAll(pod => pod.IsSettled),
        };
    }

    /// <summary>
    /// The proxies that went before they were seen to have what was written, a moment ago: each is told now and then to connect anew, to
    /// another istiod maybe (istio pkg/keepalive MaxServerConnectionAge), and when one restarts all of its proxies do.
    /// </summary>
    private List<ConnectedProxy> Away(List<PodWatch> pods)
    {
        var connected = pods.SelectMany(pod => pod.Proxies).ToHashSet(StringComparer.Ordinal);
        foreach (var name in _unseen.Keys.Where(connected.Contains).ToList()) _unseen.Remove(name);
        foreach (var proxy in pods.SelectMany(pod => pod.Waiting))
            _unseen[proxy.Name] = (proxy with { IsAway = true }, clock.GetTimestamp());
        return
        [
            .. _unseen.Values.Where(last => !connected.Contains(last.Proxy.Name) && clock.GetElapsedTime(last.At) < times.Away)
                .Select(last => last.Proxy).OrderBy(proxy => proxy.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// An istiod that restarts pushes when it is back all that was written meanwhile, so it is waited for; one that never was is not.
    /// </summary>
    private ClusterSight Nobody(int unready)
    {
        var text = $"no istiod pod (app=istiod) is ready in its namespace '{istiod.Cluster.IstioNamespace}'";
        return unready > 0 || _pods.Count > 0 || before is { _pods.Count: > 0 }
            ? new() { Silent = [text] }
            : new() { Blind = text, IsWithoutIstiod = true };
    }

    private PodWatch Watch(string pod)
    {
        var earlier = before?._pods.GetValueOrDefault(pod)?.Pushes ?? new HashSet<string>(StringComparer.Ordinal);
        return new(istiod, pod, written, times, clock, _began, earlier);
    }

    private static string Text(PodWatch pod) => $"the istiod pod '{pod.Pod}': {pod.Trouble!.WhyNot}";
}
