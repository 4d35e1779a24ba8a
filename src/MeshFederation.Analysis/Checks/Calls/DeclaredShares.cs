using System.Globalization;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>
/// Holds the shares that requests get in a cluster against those that the same requests get by what was declared, and nothing else.
/// </summary>
internal static class DeclaredShares
{
    private const double Rounding = 0.01;

    /// <summary>What is shared out otherwise than declared, as a sentence; null when nothing is.</summary>
    /// <param name="planned">What was planned, alone.</param>
    /// <param name="call">The call.</param>
    /// <param name="hops">The way of the call in the live clusters.</param>
    public static string? Differ(RoutingMesh planned, TracedCall call, IReadOnlyList<MeshHop> hops)
    {
        if (call.Follow(planned) is not { } declared) return null;
        var (wanted, got) = (Shares(declared), Shares(hops));
        var agrees = wanted.Count == got.Count
            && wanted.All(item => got.TryGetValue(item.Key, out var share) && Math.Abs(share - item.Value) < Rounding);
        return agrees ? null : $"it is shared out as {Text(got)}, and was declared as {Text(wanted)}.";
    }

    private static SortedDictionary<string, double> Shares(IReadOnlyList<MeshHop> hops)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var route = hops.FirstOrDefault(hop => hop.Branch.Length == 0 && hop.Destination.Count > 0);
        foreach (var share in (route?.Destination ?? []).Where(item => item.Share > 0))
        {
            var name = share.Subset.Length == 0 ? share.Host : $"{share.Subset} of {share.Host}";
            sums[name] = sums.GetValueOrDefault(name) + share.Share;
        }

        return sums;
    }

    private static string Text(SortedDictionary<string, double> shares) => shares.Count == 0
        ? "nothing"
        : string.Join(", ", shares.Select(item => $"{item.Value.ToString("0.##", CultureInfo.InvariantCulture)} % {item.Key}"));
}
