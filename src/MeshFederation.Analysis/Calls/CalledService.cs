using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Calls;

/// <summary>A service as a caller is given it, with endpoints that somebody wrote.</summary>
/// <param name="Service">The service; one of Kubernetes where the ServiceEntry has the host of a Service of its namespace.</param>
/// <param name="Entry">The ServiceEntry; null where a Service selects WorkloadEntries, and no ServiceEntry has its host.</param>
/// <param name="Caller">A caller who is given them.</param>
/// <param name="Rule">The DestinationRule that applies; null when none does.</param>
internal sealed record CalledService(RoutedService Service, MeshManifest? Entry, MeshCaller Caller, MergedRule? Rule)
{
    private const int AnyPort = 0;

    /// <summary>What callers are given of a host, each once.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="spaces">Where callers may be.</param>
    /// <param name="same">All services of the host.</param>
    public static IReadOnlyList<CalledService> Of(RoutingCluster client, CallerSpaces spaces, IReadOnlyList<RoutedService> same)
    {
        if (!MayHaveEntries(client, same)) return [];
        List<CalledService>? all = null;
        var callers = spaces.Of(same);
        for (var i = 0; i < callers.Count; i++)
        {
            if (For(client, spaces.CallerIn(callers[i]), same) is { } given && all?.Exists(given.IsSameAs) is not true)
                (all ??= new(1)).Add(given);
        }

        return all ?? (IReadOnlyList<CalledService>)[];
    }

    private static bool MayHaveEntries(RoutingCluster client, IReadOnlyList<RoutedService> same)
    {
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i] is { Manifest: not null } service && (!service.IsKubernetes || MaySelect(client, service))) return true;
        }

        return false;
    }

    /// <summary>What a caller is given of a host; null where that has no endpoint that somebody wrote.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="same">All services of the host, of which there are some.</param>
    public static CalledService? For(RoutingCluster client, MeshCaller caller, IReadOnlyList<RoutedService> same)
    {
        if (DestinationChooser.Service(client, caller, same[0].Host, AnyPort) is not { Manifest: not null } service) return null;
        var entry = service.IsKubernetes ? EntryBeside(service, same) : service;
        return entry?.Manifest is not null || MaySelect(client, service)
            ? new(service, entry?.Manifest, caller, client.DestinationRules.For(caller, service))
            : null;
    }

    private static RoutedService? EntryBeside(RoutedService service, IReadOnlyList<RoutedService> same) =>
        same.FirstOrDefault(other => !other.IsKubernetes && other.Namespace == service.Namespace);

    /// <summary>Whether another caller is given the same.</summary>
    public bool IsSameAs(CalledService other) => ReferenceEquals(Service.Manifest, other.Service.Manifest)
        && Service.Ports.Count == other.Service.Ports.Count
        && (ReferenceEquals(Rule, other.Rule) || (Rule is not null && other.Rule is not null && AreSame(Rule, other.Rule)));

    /// <summary>Whether there are WorkloadEntries that a Service may select.</summary>
    private static bool MaySelect(RoutingCluster client, RoutedService service) =>
        service.IsKubernetes && service.Selector.Count > 0 && client.WorkloadEntries.Contains(service.Namespace);

    /// <summary>Compared by which objects they are: what these say is long.</summary>
    private static bool AreSame(MergedRule one, MergedRule other) =>
        one.From.Count == other.From.Count && one.From.Zip(other.From).All(pair => ReferenceEquals(pair.First, pair.Second));
}
