namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Waits for what becomes of the objects of servers, however long that takes.</summary>
public static class ObjectWaits
{
    /// <summary>Waits until something is so.</summary>
    /// <param name="clusters">The servers.</param>
    /// <param name="isSo">Whether it is, which changes with the objects alone.</param>
    /// <param name="running">What makes it so, and does not end before.</param>
    /// <param name="why">What is wrong where it ends all the same.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task UntilAsync(
        this TestClusters clusters, Func<bool> isSo, Task running, string why, CancellationToken ct)
    {
        while (true)
        {
            var (next, isOver) = (clusters.All.Select(cluster => cluster.NextChange).Append(running).ToList(), running.IsCompleted);
            if (isSo()) return;
            if (isOver) throw new InvalidOperationException(why);
            await Task.WhenAny(next).WaitAsync(ct);
        }
    }
}
