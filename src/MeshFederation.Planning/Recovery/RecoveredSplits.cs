using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Recovery;

/// <summary>Brings what routes of all ports say back to what was said once: of each match, for all ports where they agree.</summary>
internal static class RecoveredSplits
{
    /// <summary>The splits that routes are of.</summary>
    /// <param name="service">The service.</param>
    /// <param name="routes">The routes.</param>
    /// <param name="isLeast">Whether those are left out that wider ones say.</param>
    public static ValueList<MeshTrafficSplit> Of(MeshService service, IReadOnlyList<SeenRoute> routes, bool isLeast)
    {
        var answered = routes.Where(route => route.Destination is { Count: 0 }).ToList();
        var said = Once(
            service,
            routes.Where(route => route.Destination is { Count: > 0 }),
            route => route.Destination!,
            isNeeded: (match, port) => !answered.Exists(route => route.Port == port && Equals(route.Match, match)));
        return TrafficSplits.Ordered((isLeast ? Least(said) : said)
            .Select(item => new MeshTrafficSplit(item.Match, item.Value)).DistinctBy(split => split.Match));
    }

    /// <summary>What routes say, with the matches for which they say it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="routes">The routes that say something.</param>
    /// <param name="value">What each says.</param>
    /// <param name="isOfRequests">Whether it is said of requests alone.</param>
    /// <param name="isNeeded">Whether a port must say it for that it is said of all; null where each must.</param>
    public static IEnumerable<(MeshMatch? Match, T Value)> Once<T>(
        MeshService service, IEnumerable<SeenRoute> routes, Func<SeenRoute, T> value, bool isOfRequests = false,
        Func<MeshMatch?, MeshPort, bool>? isNeeded = null)
        where T : notnull
    {
        var all = routes.ToList();
        foreach (var same in all.GroupBy(route => route.Match ?? Everything))
        {
            var match = same.Key == Everything ? null : same.Key;
            var values = same.GroupBy(route => route.Port).Select(of => (Port: of.Key, Value: value(of.First()))).ToList();
            var needed = service.Port.Where(port => !port.Protocol.IsRoutedBy(RouteKind.Tls)
                && match?.IsAtGateway != true
                && isNeeded?.Invoke(match, port) != false
                && ((match?.IsHttp != true && !isOfRequests) || port.Protocol.IsRoutedBy(RouteKind.Http)));
            var usual = values.GroupBy(item => item.Value).OrderByDescending(ports => ports.Count()).First().Key;
            var isOfAll = needed.All(port => values.Exists(item => item.Port == port))
                && !(service.Port.Count == 1 && same.All(route => route.HasPort));
            if (isOfAll) yield return (match, usual);
            foreach (var (port, said) in values.Where(item => !isOfAll || !item.Value.Equals(usual)))
                yield return ((match ?? new()) with { Port = port.Number }, said);
        }
    }

    /// <summary>What is said, without what the next wider match says anyway: a product of matches says nothing of its own.</summary>
    /// <param name="said">What is said, with the matches.</param>
    public static IEnumerable<(MeshMatch? Match, T Value)> Least<T>(IEnumerable<(MeshMatch? Match, T Value)> said)
        where T : notnull
    {
        var ordered = said.OrderBy(item => item.Match, MatchSpecificity.MostSpecificFirst).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            var wider = ordered.FindIndex(i + 1, item => PolicyCells.IsWithin(ordered[i].Match, item.Match));
            if (wider < 0 || !ordered[wider].Value.Equals(ordered[i].Value)) yield return ordered[i];
        }
    }

    private static MeshMatch Everything { get; } = new();
}
