using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Hosts whose endpoints are called in another order in another version that their cluster may have.</summary>
internal static class OrderDoubts
{
    /// <summary>
    /// Each host once, whoever is given something of his own of it, with the DestinationRule that orders, and a version that does it
    /// otherwise.
    /// </summary>
    /// <param name="cluster">The cluster of the callers.</param>
    public static IEnumerable<(MeshManifest Rule, string Host, RoutingCluster Other)> Of(RoutingCluster cluster)
    {
        if (cluster.OtherVersions.Count == 0) return [];
        var spaces = new CallerSpaces(cluster);
        return cluster.Services.Hosts.Select(host => Of(cluster, spaces, host))
            .OfType<(MeshManifest Rule, string Host, RoutingCluster Other)>();
    }

    private static (MeshManifest Rule, string Host, RoutingCluster Other)? Of(RoutingCluster cluster, CallerSpaces spaces, string host)
    {
        var same = cluster.Services.Named(host);
        var ports = same.SelectMany(service => service.Ports).Select(port => port.Number).Distinct().ToList();
        foreach (var caller in spaces.Of(same).Select(MeshCaller.In))
        {
            foreach (var port in ports)
            {
                var whole = new RouteShare(host, "", port, 100, 100);
                var subsets = DestinationChooser.Choose(cluster, caller, whole).Rule?.Subsets ?? [];
                foreach (var share in subsets.Select(subset => whole with { Subset = subset.Name }).Prepend(whole))
                {
                    if (Of(cluster, caller, share) is { } found) return found;
                }
            }
        }

        return null;
    }

    private static (MeshManifest Rule, string Host, RoutingCluster Other)? Of(RoutingCluster cluster, MeshCaller caller, RouteShare share)
    {
        var answer = DestinationChooser.Choose(cluster, caller, share);
        if (answer.Rule is not { } rule || Order(cluster, caller, answer) is not { } own) return null;
        var other = cluster.OtherVersions.FirstOrDefault(version =>
            Order(version, caller, DestinationChooser.Choose(version, caller, share)) is { } order && order != own);
        return other is null ? null : (answer.Subset?.From ?? rule.PolicyFrom, share.Host, other);
    }

    /// <summary>The order in words, with shares; null where nothing is called.</summary>
    private static string? Order(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer) =>
        answer is { Outcome: DestinationOutcome.Found, ConnectsToCalledAddress: false, Endpoints: not null }
            ? string.Join(" | ", EndpointTiers.Of(cluster, caller, answer).Select(tier => string.Join(' ', tier.Endpoints
                .Select(endpoint => endpoint.Reference + Share(tier, tier.Part(endpoint)))
                .Concat(tier.Selecting.Select(entry => entry.Reference + Share(tier, tier.Part(entry))))
                .Order(StringComparer.Ordinal))))
            : null;

    /// <summary>What of the requests an endpoint gets, where not all get the same.</summary>
    private static string Share(EndpointTier tier, double part) =>
        tier.Weight is null ? "" : FormattableString.Invariant($" {100 * part / tier.Total:F1}");
}
