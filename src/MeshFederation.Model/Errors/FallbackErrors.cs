using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of fallbacks as they are declared.</summary>
public static class FallbackErrors
{
    private const string Forms =
        "Write -Fallback cluster1/v1 for every destination outside of cluster1, or -Fallback @{ 'cluster2/v3' = 'cluster1/v1' }.";

    /// <summary>The error for what is no fallback.</summary>
    /// <param name="item">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? item, string why) => new(
        MeshErrorId.FallbackInvalid, MeshErrorKind.InvalidArgument, $"'{item}' cannot be read as a fallback: {why}.", Forms, item);

    /// <summary>The error for a fallback with a weight.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The error.</returns>
    public static MeshException Weighted(string text) =>
        Invalid(text, "it takes over all of a destination's requests, and has no weight of its own");

    /// <summary>The error for a fallback of what is no destination.</summary>
    /// <param name="service">The service.</param>
    /// <param name="of">What the fallback is for; null for all destinations.</param>
    /// <param name="destinations">The destinations of the split.</param>
    /// <returns>The error.</returns>
    public static MeshException UnknownDestination(MeshService service, MeshFallback? of, IEnumerable<MeshDestination> destinations) => new(
        MeshErrorId.FallbackDestinationUnknown,
        MeshErrorKind.ObjectNotFound,
        of is null
            ? $"No destination of the split of the service '{service}' is outside of the clusters of its fallback."
            : $"'{of}' has a fallback, but is no destination of the split of the service '{service}'.",
        $"Give a fallback to one of its destinations, in a cluster that is not theirs: {Places(destinations)}.",
        of);

    /// <summary>The error for a destination that has other fallbacks already.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fallback">What is to take over for it, too.</param>
    /// <returns>The error.</returns>
    public static MeshException Twice(MeshDestination destination, IEnumerable<MeshFallback> fallback) => new(
        MeshErrorId.FallbackInvalid,
        MeshErrorKind.InvalidArgument,
        $"The destination '{destination.Target}' has the fallback {Listed(destination.Fallback)} of its own, and -Fallback gives it "
        + $"{Listed(fallback)}.",
        "Give its fallbacks in one place: New-MeshDestination -Fallback, or Set-MeshTrafficSplit -Fallback.",
        destination);

    /// <summary>The error for a fallback in a cluster where the service does not run.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="fallback">The fallback.</param>
    /// <returns>The error.</returns>
    public static MeshException UnknownCluster(MeshService service, MeshDestination destination, MeshFallback fallback) => new(
        MeshErrorId.DestinationClusterUnknown,
        MeshErrorKind.ObjectNotFound,
        $"The fallback '{fallback}' of '{destination.Target}' names the cluster '{fallback.Cluster}', where the service '{service}' does "
        + "not run.",
        $"Use a cluster where it runs ({string.Join(", ", service.Instance)}), or add the cluster to -Cluster of New-MeshServiceEntry.",
        fallback);

    /// <summary>The error for a destination that is its own fallback.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <returns>The error.</returns>
    public static MeshException ToItself(MeshService service, MeshDestination destination) => new(
        MeshErrorId.FallbackToItself,
        MeshErrorKind.InvalidArgument,
        $"The destination '{destination.Target}' of the service '{service}' is its own fallback.",
        $"Name another cluster where it runs: {Others(service, destination.Cluster)}.",
        destination);

    /// <summary>The error for a fallback that would be gone with what it shall take over for.</summary>
    /// <param name="service">The service.</param>
    /// <param name="one">What comes before.</param>
    /// <param name="fallback">The fallback.</param>
    /// <returns>The error.</returns>
    public static MeshException InSameCluster(MeshService service, MeshFallback one, MeshFallback fallback) => new(
        MeshErrorId.FallbackInSameCluster,
        MeshErrorKind.InvalidArgument,
        $"The fallback '{fallback}' of '{one}' for the service '{service}' is in the same cluster, and gone with it.",
        $"Name another cluster where it runs: {Others(service, one.Cluster)}.",
        fallback);

    /// <summary>The error for a list of fallbacks that comes back to one of them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="fallback">The one that comes twice.</param>
    /// <returns>The error.</returns>
    public static MeshException Repeated(MeshService service, MeshDestination destination, MeshFallback fallback) => new(
        MeshErrorId.FallbackRepeated,
        MeshErrorKind.InvalidArgument,
        $"The fallbacks of '{destination.Target}' for the service '{service}' come back to '{fallback}'.",
        "Name each once, in the order in which they take over. Two destinations may be fallbacks of each other: a fallback's own fallback "
        + "is never asked.",
        fallback);

    private static string Others(MeshService service, string cluster)
    {
        var names = string.Join(", ", service.Instance.Select(instance => instance.Cluster.Name).Where(name => name != cluster));
        return names.Length > 0 ? names : "it runs in no other, so declare it there first, with -Cluster of New-MeshServiceEntry";
    }

    private static string Listed(IEnumerable<MeshFallback> places) => string.Join(", then ", places.Select(place => $"'{place}'"));

    private static string Places(IEnumerable<MeshDestination> destinations) =>
        string.Join(", ", destinations.Select(destination => destination.Target));
}
