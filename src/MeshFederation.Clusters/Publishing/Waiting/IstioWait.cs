using System.Globalization;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Istiod;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>Waits until the Istio of one cluster has taken objects, as far as that can be seen, and says what was seen.</summary>
internal sealed class IstioWait(KubernetesApi api, MeshCluster cluster, string federation, WaitTimes times, TimeProvider clock)
{
    private bool _seen;
    private ClusterSight _sight = new();

    /// <summary>Waits.</summary>
    /// <param name="places">The objects that were made or changed.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>What was seen, as a note; an error when Istio did not take all within the time.</returns>
    public async Task<(PublishingNote? Note, MeshException? Error)> RunAsync(
        IReadOnlySet<ObjectPlace> places, TimeSpan limit, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        using var istiod = new IstiodClient(api, cluster, IstiodTimes.Usual, clock);
        ClusterWatch? watch = null;
        while (true)
        {
            var objects = await ReadAsync(places, ct).ConfigureAwait(false);
            var gone = places.Where(place => !objects.ContainsKey(place)).ToList();
            if (gone.Count > 0) return (null, Gone(gone));
            var open = objects.Where(entry => ObjectStatus.Of(entry.Value) != TakenState.Taken).Select(entry => entry.Key).ToList();
            _seen |= objects.Values.Any(content => ObjectStatus.Of(content) != TakenState.Unknown);
            if (open.Count == 0) return (Taken(objects, "the status of each says so"), null);
            if (_sight.Blind.Length == 0)
            {
                watch ??= new(
                    istiod,
                    objects.ToDictionary(entry => entry.Key, string? (entry) => entry.Value.Map("metadata")?.Text("resourceVersion") ?? ""),
                    times.Sight,
                    clock);
                _sight = await watch.LookAsync(ct).ConfigureAwait(false);
                if (_sight.IsSettled) return (Taken(objects, "istiod holds them and its proxies have acknowledged what it sent"), null);
                _seen |= _sight.Blind.Length == 0;
            }

            var waited = clock.GetElapsedTime(began);
            if (!_seen && waited >= times.Patience) return (NotSeen(), null);
            if (waited >= limit) return (null, TimedOut(open, limit));
            await Task.Delay(times.Sight.Poll, clock, ct).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyDictionary<ObjectPlace, UnstructuredMap>> ReadAsync(IReadOnlySet<ObjectPlace> places, CancellationToken ct)
    {
        var kinds = FederatedKinds.Of(cluster).Where(kind => places.Any(place => place.Kind == kind.Kind));
        var lists =
            await Task.WhenAll(kinds.Select(kind => api.ListAsync(kind, null, Ownership.Selector(federation), ct))).ConfigureAwait(false);
        return lists.SelectMany(list => list.Item).Where(item => places.Contains(ObjectPlace.Of(item))).ToDictionary(ObjectPlace.Of);
    }

    private PublishingNote Taken(IReadOnlyDictionary<ObjectPlace, UnstructuredMap> objects, string how)
    {
        var objections = objects.SelectMany(entry => ObjectStatus.Objections(entry.Value).Select(text => $"{entry.Key}: {text}")).ToList();
        var text = FormattableString.Invariant($"Istio in the cluster '{cluster.Name}' has taken all {objects.Count} objects: {how}.");
        return objections.Count == 0 ? new(text) : new($"{text} Its analysis objects: {string.Join("; ", objections)}.", IsWarning: true);
    }

    private PublishingNote NotSeen() => new(
        $"Whether Istio in the cluster '{cluster.Name}' has taken the changes cannot be seen from here: it writes no status into objects "
        + $"(PILOT_ENABLE_STATUS is off), and {_sight.Blind}. They are published; proxies usually have them within seconds.",
        IsWarning: true);

    private MeshException Gone(List<ObjectPlace> gone) => new(
        MeshErrorId.WaitObjectGone,
        MeshErrorKind.ObjectNotFound,
        $"{Named(gone)} of the federation '{federation}' in the cluster '{cluster.Name}' {(gone.Count > 1 ? "are" : "is")} not there any "
            + "more: somebody deleted what was published, or took its labels. So Istio cannot take it.",
        "Compare-MeshFederation shows what is missing; find out who took it, and publish again.",
        cluster);

    private static string Named(List<ObjectPlace> gone) =>
        gone.Count == 1 ? $"{gone[0]}" : FormattableString.Invariant($"{gone[0]} and {gone.Count - 1} more");

    private MeshException TimedOut(List<ObjectPlace> open, TimeSpan limit) => new(
        MeshErrorId.WaitTimeout,
        MeshErrorKind.OperationTimeout,
        string.Create(CultureInfo.InvariantCulture, $"Istio in the cluster '{cluster.Name}' has not taken all changes within "
            + $"{limit.TotalSeconds:0} s: {Open(open)}. They are published and stay so."),
        "Look at istiod's log and at istioctl proxy-status, or wait longer: -Timeout 10m.",
        cluster);

    private string Open(List<ObjectPlace> open) => _sight.Blind.Length == 0
        ? $"still waited for is {SettleTexts.Open(_sight)}"
        : FormattableString.Invariant($"{open.Count} objects are open, first {open[0]}");
}
