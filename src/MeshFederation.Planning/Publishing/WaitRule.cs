using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Between which writes the proxies are waited for. Each proxy gets clusters, endpoints, listeners and routes by themselves, so what one
/// write needs of another must have arrived before it is made; it is the same when both are put back, the other way round.
/// </summary>
public static class WaitRule
{
    /// <summary>Whether writes need that proxies have seen others.</summary>
    /// <param name="next">The writes that are to be made, or the ones that were made first and are to be put back.</param>
    /// <param name="pending">The writes since the last wait, made or put back.</param>
    /// <param name="isUndone">Whether writes are put back.</param>
    /// <returns>True when the proxies are to be waited for.</returns>
    public static bool IsNeeded(IEnumerable<ScheduledWrite> next, IEnumerable<ScheduledWrite> pending, bool isUndone = false)
    {
        var before = Kinds(pending);
        return before.Count > 0 && Kinds(next).Any(write => before.Any(other => isUndone ? Needs(other, write) : Needs(write, other)));
    }

    /// <summary>
    /// Whether writes may need others of which it is not known who has seen them, as those of a publish that did not come to its end.
    /// </summary>
    /// <param name="next">The writes that are to be made.</param>
    /// <param name="hasGuards">Whether something is among the others that keeps requests out.</param>
    /// <returns>False when they only add what nothing calls yet, and open nothing that is guarded.</returns>
    public static bool MayBeNeeded(IEnumerable<ScheduledWrite> next, bool hasGuards = false) =>
        next.Any(write => write.Wave > PublishingWave.Clients || (hasGuards && write.Wave > PublishingWave.Guarding));

    private static HashSet<(PublishingWave Wave, bool IsHost)> Kinds(IEnumerable<ScheduledWrite> writes) =>
        [.. writes.Select(write => (write.Wave, ObjectKinds.Of(write.Change).DeclaresHosts))];

    private static bool Needs((PublishingWave Wave, bool IsHost) later, (PublishingWave Wave, bool IsHost) earlier) => later.Wave switch
    {
        // What a gateway passes on can be called from outside whoever routes there, and a host as soon as it is declared.
        PublishingWave.Serving or PublishingWave.ServingMoved or PublishingWave.Clients => earlier.Wave == PublishingWave.Guarding,
        PublishingWave.Unguarding => earlier.Wave is not (<= PublishingWave.Clients or PublishingWave.Unguarding),

        // Callers use at once what changes here, so the gateway that they are led to must know them.
        PublishingWave.ClientsChanged => earlier.Wave <= PublishingWave.ServingMoved,
        PublishingWave.RulesChanged =>
            earlier.Wave <= PublishingWave.ServingMoved || earlier is { Wave: PublishingWave.ClientsChanged, IsHost: true },

        // A rule is looked for in the namespace of the ServiceEntry that counts (istio pilot/pkg/model/push_context.go destinationRule), so
        // it comes first and goes last.
        PublishingWave.HostsPlaced or PublishingWave.HostsMoved or PublishingWave.RulesMoved => earlier.Wave < later.Wave,
        PublishingWave.Routes or PublishingWave.RoutesRemoved => earlier.Wave < PublishingWave.Routes,
        PublishingWave.ClientsTrimmed => earlier.Wave is PublishingWave.Routes or PublishingWave.RoutesRemoved,

        // What only grew calls nothing less than before, and a subset that goes is called by nobody; a host may be called directly until it
        // goes.
        PublishingWave.ServingTrimmed =>
            earlier.Wave is not (<= PublishingWave.Clients or PublishingWave.ClientsTrimmed or PublishingWave.ServingTrimmed)
                || earlier is { Wave: PublishingWave.ClientsTrimmed, IsHost: true },
        _ => false,
    };
}
