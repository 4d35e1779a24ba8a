using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Gives the destinations of a split what takes over for them.</summary>
public static class Fallbacks
{
    /// <summary>
    /// The destinations with their fallbacks. What is chosen for one destination, or is its own already, counts before what is chosen for
    /// all.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="destinations">The destinations of the split.</param>
    /// <param name="choices">What takes over for which.</param>
    /// <returns>The destinations, in their order.</returns>
    /// <exception cref="MeshException">A fallback is for no destination of the split, or for one that has others.</exception>
    public static IReadOnlyList<MeshDestination> Give(
        MeshService service, IReadOnlyList<MeshDestination> destinations, IReadOnlyList<FallbackChoice> choices)
    {
        if (choices.Count == 0) return destinations;
        var given = destinations.Select(destination => With(destination, choices)).ToList();
        foreach (var choice in choices)
        {
            if (choice.Of is { } place ? !destinations.Any(destination => destination.Place == place) : given.All(IsAlone))
                throw FallbackErrors.UnknownDestination(service, choice.Of, destinations);
        }

        return given;
    }

    /// <summary>Checks the fallbacks of a destination.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <exception cref="MeshException">One cannot take over for what comes before it.</exception>
    public static void Check(MeshService service, MeshDestination destination)
    {
        var before = new List<MeshFallback> { destination.Place };
        foreach (var fallback in destination.Fallback)
        {
            if (service.In(fallback.Cluster) is null) throw FallbackErrors.UnknownCluster(service, destination, fallback);
            if (fallback == destination.Place) throw FallbackErrors.ToItself(service, destination);
            if (before.Contains(fallback)) throw FallbackErrors.Repeated(service, destination, fallback);
            if (before.Find(other => other.Cluster == fallback.Cluster) is { } same)
                throw FallbackErrors.InSameCluster(service, same, fallback);
            before.Add(fallback);
        }
    }

    private static bool IsAlone(MeshDestination destination) => destination.Fallback.Count == 0;

    private static MeshDestination With(MeshDestination destination, IReadOnlyList<FallbackChoice> choices)
    {
        var own = choices.FirstOrDefault(choice => choice.Of == destination.Place);
        if (own is not null && destination.Fallback.Count > 0 && !destination.Fallback.Equals(own.To))
            throw FallbackErrors.Twice(destination, own.To);
        if (own is not null || destination.Fallback.Count > 0) return destination with { Fallback = own?.To ?? destination.Fallback };
        var all = choices.FirstOrDefault(choice => choice.Of is null)?.To ?? [];
        var others = all.Where(fallback => fallback.Cluster != destination.Cluster).ToValueList();
        return others.Count == 0 ? destination : destination with { Fallback = others };
    }
}
