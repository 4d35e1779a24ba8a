using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Istiod;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>
/// Waits for the proxies of one cluster, stage after stage of one run. Where they cannot be seen it is tried once, and said once.
/// </summary>
internal sealed class ClusterSettling(
    KubernetesApi api, MeshCluster cluster, SettleOptions options, Action<PublishingEvent> report, TimeProvider clock) : IDisposable
{
    private readonly IstiodClient _istiod = new(api, cluster, options.Istiod, clock);
    private ClusterWatch? _watch;
    private string _blind = "";

    /// <summary>The cluster.</summary>
    public MeshCluster Cluster => cluster;

    /// <summary>Waits.</summary>
    /// <param name="written">The objects that were written, with the versions that they got; null for those that were removed.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What is still open after the longest time; null when nothing is.</returns>
    public async Task<ClusterSight?> RunAsync(IReadOnlyDictionary<ObjectPlace, string?> written, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        if (options.Limit > TimeSpan.Zero && _blind.Length == 0)
        {
            using var limit = new CancellationTokenSource(options.Limit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            var open = await WatchAsync(written, limit.Token, either.Token).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            if (open is not { Blind.Length: > 0 }) return open;
            _blind = open.Blind;
            report(new PublishingNote(Unseen(open.IsWithoutIstiod), IsWarning: true));
        }

        var rest = options.Blind - clock.GetElapsedTime(began);
        if (rest <= TimeSpan.Zero) return null;
        var text = FormattableString.Invariant($"{options.Blind.TotalSeconds:0.##} s for its proxies, which are not seen");
        report(new SettlingProgress(cluster.Name, text, []));
        await Task.Delay(rest, clock, ct).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc />
    public void Dispose() => _istiod.Dispose();

    private async Task<ClusterSight?> WatchAsync(
        IReadOnlyDictionary<ObjectPlace, string?> written, CancellationToken limit, CancellationToken either)
    {
        var watch = _watch = new(_istiod, written, options.Sight, clock, _watch);
        var last = new ClusterSight { Silent = ["nothing of its istiod was seen yet"] };
        try
        {
            while (true)
            {
                var sight = await watch.LookAsync(either).ConfigureAwait(false);
                if (sight.Blind.Length > 0) return sight;
                if (sight.IsSettled)
                {
                    report(new PublishingNote(SettleTexts.Settled(cluster.Name, sight, written.Count)));
                    return null;
                }

                last = sight;
                report(SettleTexts.Progress(cluster.Name, sight));
                await Task.Delay(options.Sight.Poll, clock, either).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return last;
        }
    }

    private string Unseen(bool isWithoutIstiod)
    {
        var instead = options.Blind > TimeSpan.Zero
            ? FormattableString.Invariant($"{options.Blind.TotalSeconds:0.##} s are waited between stages instead (-SettleTime).")
            : "Nothing is waited for instead (-SettleTime 0).";
        var advice = isWithoutIstiod
            ? "To have it seen, name istiod's namespace with -IstioNamespace; an istiod outside of the cluster cannot be asked"
            : $"To have it seen, allow list of pods, and get and create of pods/portforward, in the namespace '{cluster.IstioNamespace}'";
        return $"Whether the proxies of the cluster '{cluster.Name}' have what is written cannot be seen: {_blind}. {instead} {advice}; "
            + "see about_MeshPublishing.";
    }
}
