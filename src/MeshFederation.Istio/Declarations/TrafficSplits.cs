using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Sets how a service's requests are split.</summary>
public static class TrafficSplits
{
    /// <summary>A copy of the service with a split.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destinations">The destinations; their weights total 100.</param>
    /// <param name="matches">The alternatives it holds for; none for all requests that no other split takes.</param>
    /// <param name="isLocalFirst">Whether of a destination and its fallbacks the one in the callers' own cluster comes first.</param>
    /// <returns>The copy; a split for the same match is replaced.</returns>
    /// <exception cref="MeshException">The destinations or matches do not fit the service.</exception>
    public static MeshService WithTrafficSplit(
        this MeshService service,
        IReadOnlyList<MeshDestination> destinations,
        IReadOnlyList<MeshMatch> matches,
        bool isLocalFirst = false)
    {
        foreach (var destination in destinations) Check(service, destination);
        CheckSum(service, destinations);
        CheckDistinct(service, destinations);
        foreach (var match in matches) Check(service, match);
        var split = destinations.ToValueList();
        MeshMatch?[] alternatives = matches.Count == 0 ? [null] : [.. matches.SelectMany(match => match.ForEachPlace()).Distinct()];
        var kept = service.TrafficSplit.Where(existing => !alternatives.Contains(existing.Match));
        var added = alternatives.Select(match => new MeshTrafficSplit(match, split) { IsLocalFirst = isLocalFirst });
        return service with { TrafficSplit = Ordered(kept.Concat(added)) };
    }

    /// <summary>Splits in the order in which they are tried.</summary>
    /// <param name="splits">The splits.</param>
    /// <returns>The most specific first, the one for all others last.</returns>
    public static ValueList<MeshTrafficSplit> Ordered(IEnumerable<MeshTrafficSplit> splits) =>
        splits.OrderBy(split => split.Match, MatchSpecificity.MostSpecificFirst).ToValueList();

    private static void Check(MeshService service, MeshDestination destination)
    {
        if (service.In(destination.Cluster) is null)
        {
            var known = string.Join(", ", service.Instance);
            throw new MeshException(
                MeshErrorId.DestinationClusterUnknown,
                MeshErrorKind.ObjectNotFound,
                $"The destination '{destination}' names the cluster '{destination.Cluster}', where the service '{service}' does not run.",
                $"Use a cluster where it runs ({known}), or add the cluster to -Cluster of New-MeshServiceEntry.",
                destination);
        }

        Fallbacks.Check(service, destination);
        if (destination.Port is { } port && service.Port.All(known => known.Number != port))
            throw UnknownPort(MeshErrorId.DestinationPortUnknown, service, $"destination '{destination}'", port, destination);
    }

    private static void CheckSum(MeshService service, IReadOnlyList<MeshDestination> destinations)
    {
        var total = destinations.Sum(destination => destination.Weight);
        if (total == 100) return;
        throw new MeshException(
            MeshErrorId.WeightTotal,
            MeshErrorKind.InvalidArgument,
            destinations.Count == 0
                ? $"The split of the service '{service}' has no destination."
                : FormattableString.Invariant(
                    $"The weights of '{string.Join(", ", destinations)}' for the service '{service}' total {total}, not 100."),
            "Give whole percentages that total 100, as in cluster2/v3:75, cluster1/v1:25.",
            destinations);
    }

    private static void CheckDistinct(MeshService service, IReadOnlyList<MeshDestination> destinations)
    {
        var twice = destinations.GroupBy(destination => (destination.Cluster, destination.Subset, destination.Port))
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is null) return;
        throw new MeshException(
            MeshErrorId.DestinationDuplicate,
            MeshErrorKind.InvalidArgument,
            $"The split of the service '{service}' has the destination '{twice.First().Target}' twice.",
            "Name each destination once, with the sum of its weights.",
            twice.First());
    }

    /// <summary>Requires that a match fits a service.</summary>
    internal static void Check(MeshService service, MeshMatch match)
    {
        if (match.IsEmpty)
        {
            throw new MeshException(
                MeshErrorId.MatchInvalid,
                MeshErrorKind.InvalidArgument,
                $"A match for the service '{service}' has no condition.",
                "Leave out -Match for all other requests.",
                match);
        }

        if (match.IsOfCallers && match.Gateway.Any(gateway => gateway != MeshMatch.MeshGatewayName))
        {
            throw MatchErrors.Unfit(
                match,
                "requests that come through a gateway have no calling pods, so it takes none of them",
                "Leave out SourceLabel and SourceNamespace for requests that come through the gateway, or Gateway for those of pods; for "
                + "both, set it twice.");
        }

        var ports = service.Port.Where(port => match.Port is null || port.Number == match.Port).ToList();
        if (ports.Count == 0) throw UnknownPort(MeshErrorId.MatchPortUnknown, service, $"match '{match}'", match.Port!.Value, match);
        if (!match.IsHttp || ports.Exists(port => port.Protocol.IsRoutedBy(RouteKind.Http))) return;
        throw new MeshException(
            MeshErrorId.MatchNotHttp,
            MeshErrorKind.InvalidArgument,
            $"The match '{match}' asks for HTTP attributes, but the service '{service}' has no HTTP port for it "
            + $"({string.Join(", ", ports)}).",
            "Match by -SourceLabel, -SourceNamespace, -Port or -Gateway, or declare the port's protocol: -Port http:9080.",
            match);
    }

    private static MeshException UnknownPort(string errorId, MeshService service, string what, int port, object target) => new(
        errorId,
        MeshErrorKind.ObjectNotFound,
        FormattableString.Invariant($"The {what} names the port {port}, which the service '{service}' does not have."),
        $"Use the number of one of its ports: {service.Port}.",
        target);
}
