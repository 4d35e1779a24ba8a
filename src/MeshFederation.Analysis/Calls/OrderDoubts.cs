using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Hosts whose endpoints are called in another order in another version that their cluster may have.</summary>
internal static class OrderDoubts
{
    /// <summary>Each host once, with the DestinationRule that orders, and a version that does it otherwise.</summary>
    /// <param name="cluster">The cluster of the callers.</param>
    public static IEnumerable<(MeshManifest Rule, string Host, RoutingCluster Other)> Of(RoutingCluster cluster) =>
        cluster.OtherVersions.Count == 0 ? [] : cluster.Services.All
            .SelectMany(service =>
            {
                var caller = MeshCaller.In(service.Namespace);
                var subsets = cluster.DestinationRules.For(caller, service)?.Subsets.Select(subset => subset.Name) ?? [];
                return subsets.Prepend("").SelectMany(_ => service.Ports, (subset, port) => Of(
                    cluster, caller, new(service.Host, subset, port.Number, 100, 100)));
            })
            .OfType<(MeshManifest Rule, string Host, RoutingCluster Other)>()
            .DistinctBy(doubt => doubt.Host, StringComparer.Ordinal);

    private static (MeshManifest Rule, string Host, RoutingCluster Other)? Of(RoutingCluster cluster, MeshCaller caller, RouteShare share)
    {
        var answer = DestinationChooser.Choose(cluster, caller, share);
        if (answer.Rule is not { } rule || Order(cluster, caller, answer) is not { } own) return null;
        var other = cluster.OtherVersions.FirstOrDefault(version =>
            Order(version, caller, DestinationChooser.Choose(version, caller, share)) is { } order && order != own);
        return other is null ? null : (answer.Subset?.From ?? rule.PolicyFrom, share.Host, other);
    }

    /// <summary>The order in words; null where nothing is called.</summary>
    private static string? Order(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer) =>
        answer is { Outcome: DestinationOutcome.Found, ConnectsToCalledAddress: false, Endpoints: not null }
            ? string.Join(" | ", EndpointTiers.Of(cluster, caller, answer).Select(tier => string.Join(' ', tier.Endpoints
                .Select(endpoint => endpoint.Reference).Concat(tier.Selecting.Select(entry => entry.Reference))
                .Order(StringComparer.Ordinal))))
            : null;
}
