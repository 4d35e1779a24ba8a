namespace MeshFederation.Istio;

/// <summary>
/// Works on several things at once. Parallel LINQ does, too, but its operators are generic, and a fresh session compiles more than a
/// hundred of their methods for each type of item before it begins.
/// </summary>
internal static class AtOnce
{
    /// <summary>Does the same with each item.</summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <typeparam name="TResult">The type of what comes of each.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="work">What is done with an item, on any thread.</param>
    /// <returns>What came of each item, in the order of the items.</returns>
    /// <exception cref="AggregateException">The work failed for some of them.</exception>
    public static TResult[] Each<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> work)
        where TItem : class
        where TResult : class
    {
        var results = new TResult[items.Count];
        Parallel.For(0, results.Length, i => results[i] = work(items[i]));
        return results;
    }
}
