namespace MeshFederation.Planning.Publishing;

/// <summary>
/// When something is written while a federation is published. A wave is written in parallel; the next begins when it is done everywhere,
/// and where <see cref="WaitRule"/> says so, when the proxies have it. What is called grows before anything calls it, and shrinks after the
/// last has stopped, so at every moment each route leads to something that is there. Putting back runs through the same waves the other way
/// round.
/// </summary>
public enum PublishingWave
{
    /// <summary>Serving clusters get what keeps requests out, before anything is opened that it guards.</summary>
    Guarding,

    /// <summary>Serving clusters get the subsets, filters and gateway hosts that are new, and keep the old ones.</summary>
    Serving,

    /// <summary>Gateways go whose place another one takes on the same workload.</summary>
    ServingMoved,

    /// <summary>Client clusters get the hosts and subsets of other clusters that are new and that nothing calls yet.</summary>
    Clients,

    /// <summary>Hosts of other clusters that are called already change: they lead to another gateway, or by another SNI, say.</summary>
    ClientsChanged,

    /// <summary>
    /// DestinationRules change whose hosts lead to another gateway since the wave before; the SNI that it knows is sent only there.
    /// </summary>
    RulesChanged,

    /// <summary>ServiceEntries are made in other namespaces, or under other names, beside the ones whose place they take.</summary>
    HostsPlaced,

    /// <summary>ServiceEntries go that stand in another namespace, or under another name, now.</summary>
    HostsMoved,

    /// <summary>DestinationRules go that stand in another namespace, or under another name, now.</summary>
    RulesMoved,

    /// <summary>The VirtualServices that are wanted take effect.</summary>
    Routes,

    /// <summary>The VirtualServices that are no longer wanted go.</summary>
    RoutesRemoved,

    /// <summary>Client clusters lose the hosts and subsets that nothing calls any more.</summary>
    ClientsTrimmed,

    /// <summary>Serving clusters lose the subsets, filters and gateway hosts that nobody calls any more.</summary>
    ServingTrimmed,

    /// <summary>Serving clusters lose what kept requests out, and what let some in, once nothing can be called that it guarded.</summary>
    Unguarding,
}
