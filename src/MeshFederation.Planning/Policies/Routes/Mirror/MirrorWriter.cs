using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes.Mirror;

/// <summary>
/// The mirrors of a route. One is said by the field that every Istio has; several by that which is there from 1.19 on.
/// </summary>
internal sealed class MirrorWriter : RoutePolicy<MeshMirror>
{
    public override string Kind => "mirror";

    protected override UnstructuredMap Write(UnstructuredMap route, MeshMirror policy, PolicyRoute place)
    {
        // What gets no requests gets no copies either.
        var mirrors = policy.Destination.Where(mirror => !place.View.Suspended.Contains(mirror.Cluster, StringComparer.Ordinal))
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
}
