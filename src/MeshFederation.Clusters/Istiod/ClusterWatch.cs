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
    private Dictionary<string, PodWatch> _pods = new(StringComparer.Ordinal);

    /// <summary>Looks at all istiod pods at once. Pods that have gone are not waited for, and those that have come count.</summary>
    public async Task<ClusterSight> LookAsync(CancellationToken ct)
    {
        try
        {
            var names = await istiod.ReadPodsAsync(ct).ConfigureAwait(false);
            var place = istiod.Cluster.IstioNamespace;
            if (names.Count == 0) return new() { Blind = $"no istiod pod (app=istiod) is ready in its namespace '{place}'" };
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
        if (pods.Find(pod => pod.Trouble is { IsLasting: true }) is { } refusing) return new() { Blind = Text(refusing) };
        return new()
        {
            Pods = [.. pods.Select(pod => pod.Pod)],
            Silent = [.. pods.Where(pod => pod.Trouble is not null).Select(Text)],
            Missing = [.. pods.SelectMany(pod => pod.Missing.Select(place => (pod.Pod, place)))],
            Waiting = [.. pods.SelectMany(pod => pod.Waiting)],
            Proxies = pods.Sum(pod => pod.Proxies),
            IsSettled = pods.TrueForAll(pod => pod.IsSettled),
        };
    }

    private PodWatch Watch(string pod)
    {
        var earlier = before?._pods.GetValueOrDefault(pod)?.Pushes ?? new HashSet<string>(StringComparer.Ordinal);
        return new(istiod, pod, written, times, clock, _began, earlier);
    }

    private static string Text(PodWatch pod) => $"the istiod pod '{pod.Pod}': {pod.Trouble!.WhyNot}";
}
