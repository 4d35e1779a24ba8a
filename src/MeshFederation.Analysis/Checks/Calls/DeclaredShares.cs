using System.Globalization;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>
/// Holds the shares that requests get in a cluster against those that were declared for all requests that no match takes.
/// </summary>
internal static class DeclaredShares
{
    private const double Rounding = 0.01;

    /// <summary>What is shared out otherwise than declared, as a sentence; null when nothing is, or every split has a match.</summary>
    /// <param name="service">The service.</param>
    /// <param name="client">The cluster whose pods call it.</param>
    /// <param name="hops">The way of a call.</param>
    public static string? Differ(MeshService service, MeshCluster client, IReadOnlyList<MeshHop> hops)
    {
        if (service.TrafficSplit.FirstOrDefault(split => split.Match is null) is not { } declared) return null;
        double total = declared.Destination.Sum(item => item.Weight);
        var wanted = Sum(declared.Destination.Select(item => (Name(service, client, item), 100 * item.Weight / total)));
        var route = hops.FirstOrDefault(hop => hop.Branch.Length == 0 && hop.Destination.Count > 0);
        var got = Sum((route?.Destination ?? []).Select(share => (Name(share.Host, share.Subset), share.Share)));
        var agrees = wanted.Count == got.Count
            && wanted.All(item => got.TryGetValue(item.Key, out var share) && Math.Abs(share - item.Value) < Rounding);
        return agrees ? null : $"it is shared out as {Text(got)}, and was declared as {Text(wanted)}.";
    }

    private static string Name(MeshService service, MeshCluster client, MeshDestination destination)
    {
        return Name(Hosts.Of(service, client, destination), destination.Fallback.Count > 0 ? "" : destination.SubsetName);
    }

    private static string Name(string host, string subset) => subset.Length == 0 ? host : $"{subset} of {host}";

    private static SortedDictionary<string, double> Sum(IEnumerable<(string Name, double Share)> shares)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, share) in shares.Where(item => item.Share > 0)) sums[name] = sums.GetValueOrDefault(name) + share;
        return sums;
    }

    private static string Text(SortedDictionary<string, double> shares) => shares.Count == 0
        ? "nothing"
        : string.Join(", ", shares.Select(item => $"{item.Value.ToString("0.##", CultureInfo.InvariantCulture)} % {item.Key}"));
}
