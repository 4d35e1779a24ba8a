using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>
/// Waits between stages until every istiod of the clusters that were written to holds what was written, and every one of their proxies has
/// acknowledged what it was sent since; all clusters at the same time.
/// </summary>
internal sealed class ProxySettling : ISettling, IDisposable
{
    private readonly string _federation;
    private readonly SettleOptions _options;
    private readonly Dictionary<string, ClusterSettling> _clusters;

    /// <summary>Makes one for a run.</summary>
    /// <param name="federation">The name of the federation, for what to do next.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="options">How long to wait.</param>
    /// <param name="report">Is told what is waited for, and what was seen, from several threads.</param>
    /// <param name="clock">The clock.</param>
    public ProxySettling(
        string federation,
        IEnumerable<(MeshCluster Cluster, KubernetesApi Api)> clusters,
        SettleOptions options,
        Action<PublishingEvent> report,
        TimeProvider clock)
    {
        (_federation, _options) = (federation, options);
        var each = clusters.Select(one => new ClusterSettling(one.Api, one.Cluster, options, report, clock));
        _clusters = each.ToDictionary(one => one.Cluster.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public async Task SettleAsync(IReadOnlyCollection<WrittenObject> written, CancellationToken ct)
    {
        var waits = written.GroupBy(item => item.Cluster, StringComparer.Ordinal).Select(async items =>
        {
            var settling = _clusters[items.Key];
            var last = items.GroupBy(item => item.Place).ToDictionary(same => same.Key, same => same.Last().ResourceVersion);
            return (settling.Cluster, Open: await settling.RunAsync(last, ct).ConfigureAwait(false));
        }).ToList();
        var open = (await Task.WhenAll(waits).ConfigureAwait(false))
            .Where(wait => wait.Open is not null).Select(wait => (wait.Cluster, wait.Open!))
            .OrderBy(wait => wait.Cluster.Name, StringComparer.Ordinal).ToList();
        if (open.Count > 0) throw SettleErrors.TimedOut(_federation, _options.Limit, open);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var cluster in _clusters.Values) cluster.Dispose();
    }
}
