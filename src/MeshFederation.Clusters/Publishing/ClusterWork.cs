namespace MeshFederation.Clusters.Publishing;

/// <summary>Runs work on many clusters at once. Each has its own share, so one that is slow keeps nothing from the others.</summary>
internal static class ClusterWork
{
    /// <summary>Works on all items, as many at once in each cluster as the limit says.</summary>
    public static Task ForEachAsync<T>(IEnumerable<T> items, Func<T, string> clusterOf, int limit, Func<T, Task> work) => Task.WhenAll(
        items.GroupBy(clusterOf, StringComparer.Ordinal).Select(cluster => Parallel.ForEachAsync(
            cluster, new ParallelOptions { MaxDegreeOfParallelism = limit }, async (item, _) => await work(item).ConfigureAwait(false))));
}
