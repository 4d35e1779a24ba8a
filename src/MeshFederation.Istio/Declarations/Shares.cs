namespace MeshFederation.Istio.Declarations;

/// <summary>Whole shares that are as near as can be to what they are shares of.</summary>
internal static class Shares
{
    /// <summary>Shares a total out by weights; what is left over by rounding down goes to the largest remainders, the first of equals.</summary>
    /// <param name="weights">The weights, of which one is more than 0.</param>
    /// <param name="total">The total.</param>
    /// <returns>The shares, which total it.</returns>
    public static IReadOnlyList<int> Of(IEnumerable<int> weights, int total)
    {
        var all = weights.ToList();
        var sum = all.Sum();
        var shares = all.Select(weight => weight * total / sum).ToArray();
        var order = Enumerable.Range(0, all.Count).OrderByDescending(i => all[i] * total % sum).ThenBy(i => i);
        foreach (var i in order.Take(total - shares.Sum())) shares[i]++;
        return shares;
    }
}
