using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Recovery;

/// <summary>Brings what routes of all ports say back to what was said once: of each match, for all ports where they agree.</summary>
internal static class RecoveredSplits
{
    /// <summary>The splits that routes are of.</summary>
    public static ValueList<MeshTrafficSplit> Of(MeshService service, IReadOnlyList<SeenRoute> routes) =>
        TrafficSplits.Ordered(Once(service, routes.Where(route => route.Destination is { Count: > 0 }), route => route.Destination!)
            .Select(said => new MeshTrafficSplit(said.Match, said.Value)).DistinctBy(split => split.Match));

    /// <summary>What routes say, with the matches for which they say it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="routes">The routes that say something.</param>
    /// <param name="value">What each says.</param>
    /// <param name="isOfRequests">Whether it is said of requests alone.</param>
    public static IEnumerable<(MeshMatch? Match, T Value)> Once<T>(
        MeshService service, IEnumerable<SeenRoute> routes, Func<SeenRoute, T> value, bool isOfRequests = false)
        where T : notnull
    {
        var all = routes.ToList();
        foreach (var same in all.GroupBy(route => route.Match ?? Everything))
        {
            var match = same.Key == Everything ? null : same.Key;
            var values = same.GroupBy(route => route.Port).Select(of => (Port: of.Key, Value: value(of.First()))).ToList();
            var needed = service.Port.Where(port => !port.Protocol.IsRoutedBy(RouteKind.Tls)
                && match?.IsAtGateway != true
                && ((match?.IsHttp != true && !isOfRequests) || port.Protocol.IsRoutedBy(RouteKind.Http)));
            var isOfAll = values.TrueForAll(item => item.Value.Equals(values[0].Value))
                && needed.All(port => values.Exists(item => item.Port == port))
                && !(service.Port.Count == 1 && same.All(route => route.HasPort));
            if (isOfAll) yield return (match, values[0].Value);
            else foreach (var (port, said) in values) yield return ((match ?? new()) with { Port = port.Number }, said);
        }
    }

    private static MeshMatch Everything { get; } = new();
}
