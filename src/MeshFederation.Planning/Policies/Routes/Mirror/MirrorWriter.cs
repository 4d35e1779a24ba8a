using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Meetings;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes.Mirror;

/// <summary>
/// The mirrors of a route. One is said by the field that every Istio has; several by that which is there from 1.19 on.
/// </summary>
internal sealed class MirrorWriter : RoutePolicy<MeshMirror>
{
    public override string Kind => "mirror";

    protected override UnstructuredMap Write(UnstructuredMap route, MeshMirror policy, PolicyRoute place)
    {
        // What gets no requests gets no copies either, and what gets all of them would get each one twice.
        var only = place.Cell.Destination.Count == 0 ? place.View.CalledPlace : Only(place.Cell.Destination);
        var mirrors = policy.Destination
            .Where(mirror => !place.View.Suspended.Contains(mirror.Cluster, StringComparer.Ordinal) && !mirror.Equals(only))
            .Select(mirror => new MeshDestination(mirror.Cluster, mirror.Subset, 100))
            .Select(mirror => place.View.Destination(mirror, place.Port)).ToList();
        if (mirrors.Count == 0) return route;
        if (mirrors is [var one])
            return route.With("mirror", one).With("mirrorPercentage", IstioPercent.Of(policy.Percent));
        return route.With("mirrors", UnstructuredList.From(mirrors.Select(
            mirror => UnstructuredMap.Of(("destination", mirror), ("percentage", IstioPercent.Of(policy.Percent))))));
    }

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        var mirrors = route.Map("mirror") is { } one
            ? [(To: one, Percent: route.Map("mirrorPercentage"))]
            : route.Maps("mirrors").Select(item => (To: item.Map("destination") ?? UnstructuredMap.Empty, Percent: item.Map("percentage")))
                .ToList();
        var places = mirrors.Select(mirror => seen.Place(mirror.To)).ToList();
        if (places.Count == 0 || places.Contains(null)) return null;
        return new MeshMirror(places.OfType<MeshFallback>().ToValueList(), mirrors[0].Percent?.Real("value") ?? 100);
    }

    /// <summary>
    /// A copy that no route would have is refused. Not for what is suspended: a mirror to where its requests go meanwhile comes back.
    /// </summary>
    public override void Require(MeshService service, MeshPolicy policy)
    {
        if (policy is not MeshMirror mirror || policy.Scope is not MeshRouteScope scope) return;
        var whole = service with { Suspended = [] };
        var reached = service.ClientCluster.SelectMany(client => Reached(whole, client.Name, scope.Match)).ToList();
        if (reached.Count == 0 || mirror.Destination.FirstOrDefault(copy => reached.TrueForAll(copy.Equals)) is not { } needless) return;
        throw PolicyErrors.Unused(
            service,
            policy,
            $"all requests go to {needless} anyway, and would be sent there twice",
            $"Name other pods, as {needless.Cluster}/v4, or leave the mirror out.");
    }

    /// <summary>Where all requests of a split go, to the port that they ask for; null where that is not one place.</summary>
    private static MeshFallback? Only(ValueList<MeshDestination> destinations)
    {
        var reached = destinations.Where(destination => destination.Weight > 0 || destinations.Count == 1).ToList();
        return reached is [{ Port: null, Region.Count: 0 } only] ? only.Place : null;
    }

    /// <summary>Where requests of a match go in a client cluster, for each route that they may have; null for several places.</summary>
    private static IEnumerable<MeshFallback?> Reached(MeshService service, string client, MeshMatch? match)
    {
        var seen = service.SeenFrom(client);
        var isAny = seen.TrafficSplit.Count == 0 || seen.In(client) is null;
        IEnumerable<MeshFallback?> called = seen.Cluster.Where(cluster => isAny || cluster.Name == client)
            .Select(cluster => new MeshFallback(cluster.Name, LabelSet.Empty));
        var own = Reached(seen.TrafficSplit, match, seen.MeshHostname is null ? called : called.Append(null));
        var gateways = seen.GatewaySplit.Where(at => IsAt(at.Gateway, match));
        return own.Concat(gateways.SelectMany(at => Reached(at.TrafficSplit, match is null ? null : match with { Gateway = [] }, [])));
    }

    private static IEnumerable<MeshFallback?> Reached(
        ValueList<MeshTrafficSplit> splits, MeshMatch? match, IEnumerable<MeshFallback?> called)
    {
        foreach (var split in splits)
        {
            if (MatchMeeting.Of(split.Match, match).Kind == MeetingKind.None) continue;
            yield return Only(split.Destination);
            if (PolicyCells.IsWithin(match, split.Match)) yield break;
        }

        foreach (var place in called) yield return place;
    }

    /// <summary>At a gateway there are no calling pods and no port of the service.</summary>
    private static bool IsAt(string gateway, MeshMatch? match) => match is null
        || (!match.IsOfCallers && match.Port is null
            && (match.Gateway.Count == 0 || match.Gateway.Contains(gateway, StringComparer.Ordinal)));
}
