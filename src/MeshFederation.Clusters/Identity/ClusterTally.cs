using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Identity;

/// <summary>Keeps what was done to each cluster, for whoever stops it, or takes no more of what it gives.</summary>
/// <param name="clusters">The names of the clusters.</param>
public sealed class ClusterTally(IEnumerable<string> clusters)
{
    private readonly object _lock = new();
    private readonly ValueList<string> _clusters = clusters.ToValueList();
    private readonly List<(string Cluster, string What)> _done = [];
    private readonly Dictionary<string, string> _open = new(StringComparer.Ordinal);

    /// <summary>What is where, line by line: of each cluster what was done to it, and what may have been.</summary>
    /// <param name="activity">What was stopped, as <c>Publish-MeshIdentity</c>.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Lines(string activity)
    {
        lock (_lock)
        {
            return _done.Count + _open.Count == 0
                ? [$"{activity} was stopped before anything was changed."]
                : [$"{activity} was stopped.", .. _clusters.Select(Line)];
        }
    }

    /// <summary>What was changed so far, for whoever is told of what keeps the rest from being done.</summary>
    internal string Sentence
    {
        get
        {
            lock (_lock)
            {
                return _done.Count + _open.Count == 0
                    ? "Nothing was changed anywhere."
                    : $"What was done before stays: {string.Join(' ', _clusters.Select(Line))}";
            }
        }
    }

    /// <summary>Does something to a cluster, and keeps what became of it.</summary>
    internal async Task<T> KeepAsync<T>(string cluster, string what, Func<Task<T>> work)
    {
        lock (_lock) _open[cluster] = what;
        try
        {
            var done = await work().ConfigureAwait(false);
            lock (_lock) _done.Add((cluster, what));
            Close(cluster);
            return done;
        }
        catch (Exception exception) when (exception is not OpenWriteException)
        {
            Close(cluster);
            throw;
        }
    }

    private void Close(string cluster)
    {
        lock (_lock) _open.Remove(cluster);
    }

    private string Line(string cluster)
    {
        var done = _done.Where(one => one.Cluster == cluster).Select(one => one.What).ToList();
        var said = done.Count == 0 ? "" : $" written: {string.Join("; ", done)}.";
        return _open.TryGetValue(cluster, out var open) ? $"{cluster}:{said} Not known whether it was written: {open}."
            : done.Count == 0 ? $"{cluster}: not written."
            : $"{cluster}:{said}";
    }
}
