using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>
/// ServiceEntries: the services of other clusters, as a client cluster knows them, and pods of a serving cluster by another name.
/// </summary>
internal sealed class ServiceEntryKind : ObjectKind
{
    /// <summary>A client cluster's ServiceEntry.</summary>
    public static readonly PublishingStep Step = new("ServiceEntry", PublishingPhase.Clients, 30);

    /// <summary>A serving cluster's ServiceEntry for pods of its own, by which other clusters know them.</summary>
    public static readonly PublishingStep Served = new("ServedHost", PublishingPhase.Serving, 5);

    private static readonly string[] Growing = ["ports", "endpoints", "subjectAltNames"];

    /// <summary>The only one; made when its steps are there.</summary>
    public static readonly ServiceEntryKind Instance = new();

    private ServiceEntryKind()
        : base(ReadKind.ServiceEntry.Type)
    {
    }

    public override IReadOnlyList<StepWaves> Steps { get; } =
    [
        new(Step, PublishingWave.Clients, PublishingWave.ClientsTrimmed),
        new(Served, PublishingWave.Serving, PublishingWave.ServingTrimmed),
    ];

    public override bool GivesAddresses => true;

    internal override bool DeclaresHosts => true;

    internal override bool StaysSeen => true;

    protected override PublishingWave? WhenMoved => PublishingWave.HostsMoved;

    public override PublishingStep StepOf(MeshManifest live) =>
        ServedHostBuilder.NameOf(live) is null ? Step : Served;

    internal override PublishingWave Grows(MeshChange change, UnstructuredMap content, PlannedChanges plan) =>
        plan.Moved.Before(change).Any() ? PublishingWave.HostsPlaced : base.Grows(change, content, plan);

    internal override bool OnlyAdds(UnstructuredMap before, UnstructuredMap after) =>
        Additions.AreAlikeBut(before, after, Growing)
        && Additions.Contains(after.List("ports"), before.List("ports"))
        && LeadToTheSame(before, after);

    internal override UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            ServiceEntryTransition.Of(before, wanted);

    internal override IEnumerable<string> Hosts(UnstructuredMap spec) => spec.List("hosts").OfType<string>();

    internal override IEnumerable<long> Ports(UnstructuredMap spec) =>
        spec.Maps("ports").Select(port => port.Number("number")).OfType<long>();

    internal override UnstructuredList? LeadsTo(UnstructuredMap spec) =>
        UnstructuredList.From(spec.Maps("endpoints").Select(endpoint => UnstructuredMap.Of(
            ("address", endpoint.Text("address")),
            ("port", endpoint.Map("ports") is { Count: > 0 } ports ? ports.EntryAt(0).Value : null))));

    internal override IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there)
    {
        if (ServiceEntryConflict.OfHost(wanted, there.SameHost(wanted), there.Cluster) is { } sameHost) yield return sameHost;
        foreach (var collision in there.Addresses.Collisions([wanted]).Where(collision => !there.HasAlready(collision)))
            yield return ServiceEntryConflict.OfAddress(collision);
    }

    /// <summary>Whether the ports that a host had lead to the endpoints that they led to.</summary>
    private static bool LeadToTheSame(UnstructuredMap before, UnstructuredMap after)
    {
        var names = before.Maps("ports").Select(port => port.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var endpoints = after.Maps("endpoints")
            .Select(endpoint => endpoint.Map("ports") is { } ports ? endpoint.With("ports", Of(ports, names)) : endpoint);
        return UnstructuredEquality.AreEqual(before.List("endpoints"), UnstructuredList.From(endpoints));
    }

    private static UnstructuredMap Of(UnstructuredMap ports, HashSet<string> names) =>
        ports.Keys.Where(name => !names.Contains(name)).Aggregate(ports, (map, name) => map.With(name, null));
}
