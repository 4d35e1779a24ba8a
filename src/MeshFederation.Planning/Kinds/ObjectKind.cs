using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds;

/// <summary>
/// A kind of objects that federations are made of, and all that is special about it: when it is published, what it is about, what it holds
/// while old and new are needed at once, and what of others is in its way. What a kind does not say itself is said here, on the safe side.
/// </summary>
/// <param name="type">The type, as the API names it.</param>
public abstract class ObjectKind(ObjectType type)
{
    /// <summary>The type, as the API names it.</summary>
    public ObjectType Type { get; } = type;

    /// <summary>The name, as <c>VirtualService</c>.</summary>
    public string Name => Type.Kind;

    /// <summary>The kind in messages: its name, with the group where Istio has another kind of that name.</summary>
    public string Title => ObjectGroups.Title(Type.Group, Name);

    /// <summary>When its objects are published; the first step where an object does not tell which.</summary>
    public abstract IReadOnlyList<StepWaves> Steps { get; }

    /// <summary>Whether its objects say by <c>exportTo</c> who sees them.</summary>
    public bool IsExported => ReadKind.Find(Type) is { IsExported: true };

    /// <summary>Whether its objects stand beside the gateway of a cluster, in its namespace.</summary>
    public virtual bool IsAtGateway => false;

    /// <summary>Whether only clusters that are federated in ambient mode have its objects.</summary>
    public virtual bool IsAmbient => false;

    /// <summary>
    /// Whether labels and annotations of others' objects of the kind can be the federation's, and the objects not: they are applied, and
    /// taken back, field by field.
    /// </summary>
    public virtual bool HasFields => false;

    /// <summary>The kind as an argument of kubectl: <c>gateway</c>, or with its group where kubectl would take another one.</summary>
    public string Argument => Title.ToLowerInvariant();

    /// <summary>Whether its objects give addresses to hosts, which nobody else may give at the same time.</summary>
    public virtual bool GivesAddresses => false;

    /// <summary>Whether its objects declare hosts, which may be called as long as they are there, whatever the routes say.</summary>
    internal virtual bool DeclaresHosts => false;

    /// <summary>Whether one object may serve several services, so that it cannot be left out with one of them.</summary>
    internal virtual bool IsShared => IsAtGateway;

    /// <summary>Whether its objects keep requests out, so that nothing may be opened without them.</summary>
    public virtual bool IsGuard => false;

    /// <summary>Whether an object is seen by callers of the old until the end, by <c>exportTo</c>.</summary>
    internal virtual bool StaysSeen => false;

    /// <summary>When an object goes whose work another one does at another place; null for when any other goes.</summary>
    protected virtual PublishingWave? WhenMoved => null;

    /// <summary>The version in which a cluster serves the kind.</summary>
    /// <param name="version">The cluster's Istio.</param>
    /// <returns>Group and version, the newest that is served.</returns>
    public virtual string ApiVersion(IstioVersion version) => IstioBehavior.ApiVersion(version, Type);

    /// <summary>The step of an object that nobody planned just now, as a cluster has it.</summary>
    /// <param name="live">The object.</param>
    /// <returns>The step.</returns>
    public virtual PublishingStep StepOf(MeshManifest live) => Steps[0].Step;

    /// <summary>A step by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The step; null when the kind has none of that name.</returns>
    public PublishingStep? StepNamed(string name) => Steps.FirstOrDefault(waves => waves.Step.Name == name)?.Step;

    /// <summary>The kind in messages.</summary>
    /// <returns>The title.</returns>
    public override string ToString() => Title;

    /// <summary>When content is written that serves the old routes and the new.</summary>
    internal virtual PublishingWave Grows(MeshChange change, UnstructuredMap content, PlannedChanges plan)
    {
        var wave = WavesOf(change.Step).Grows;
        return wave != PublishingWave.Clients || plan.Before(change).All(old => OnlyAdds(Spec(old), Spec(content)))
            ? wave
            : PublishingWave.ClientsChanged;
    }

    /// <summary>When what is no longer wanted of an object goes.</summary>
    internal PublishingWave Shrinks(PublishingStep step) => WavesOf(step).Shrinks;

    /// <summary>When an object goes.</summary>
    internal virtual PublishingWave Goes(MeshChange change, PlannedChanges plan) =>
        WhenMoved is { } wave && plan.Moved.IsMoved(change) ? wave : WavesOf(change.Step).Shrinks;

    /// <summary>
    /// Whether callers of what was there notice nothing: the object only gains what nothing calls yet. Whatever else changes, another
    /// gateway or another SNI say, proxies use as soon as they have it.
    /// </summary>
    internal virtual bool OnlyAdds(UnstructuredMap before, UnstructuredMap after) => false;

    /// <summary>
    /// The spec for the time while some routes are still the old ones and some already the new; null when the wanted one serves both.
    /// </summary>
    /// <param name="before">The spec of what did the work before.</param>
    /// <param name="wanted">The spec that is wanted.</param>
    /// <param name="goingPorts">The ports of a host that go.</param>
    internal virtual UnstructuredMap? Between(
        UnstructuredMap before, UnstructuredMap wanted, Func<string, IReadOnlyList<long>> goingPorts) =>
            null;

    /// <summary>What an object is about. Two objects of one kind that are about the same do the same work, wherever they stand.</summary>
    internal virtual IReadOnlyList<string> Subjects(UnstructuredMap spec) => [.. Hosts(spec)];

    /// <summary>The hosts that an object speaks of, as it writes them.</summary>
    internal virtual IEnumerable<string> Hosts(UnstructuredMap spec) => [];

    /// <summary>The hosts of the services that an object is for.</summary>
    internal virtual IEnumerable<string> HostsOf(UnstructuredMap content) => Hosts(Spec(content));

    /// <summary>The whole names of the hosts of which Istio takes one object, or mixes several, whoever wrote them.</summary>
    internal virtual IEnumerable<string> SoleHosts(MeshManifest manifest, string clusterDomain) =>
        Hosts(manifest.Spec).Select(host => ShortName.Expand(host, manifest.Namespace, clusterDomain));

    /// <summary>
    /// Whether an object may be for every service, by the services that its hosts are those of; one of them is empty for a host that tells
    /// none.
    /// </summary>
    internal virtual bool MayBeForAll(IReadOnlyList<string> services) => services.All(service => service.Length == 0);

    /// <summary>The ports of the hosts that an object declares.</summary>
    internal virtual IEnumerable<long> Ports(UnstructuredMap spec) => [];

    /// <summary>Where the hosts lead that an object declares; null when it declares none.</summary>
    internal virtual UnstructuredList? LeadsTo(UnstructuredMap spec) => null;

    /// <summary>What an object is about, in words; adopting one that is about something else would destroy that.</summary>
    internal virtual string About(MeshManifest manifest, string clusterDomain) =>
        "the hosts " + string.Join(", ", SoleHosts(manifest, clusterDomain).Order(StringComparer.Ordinal));

    /// <summary>What is there of others that makes an object needless, or forbids it; null when nothing is.</summary>
    internal virtual ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there) => null;

    /// <summary>What is there of others, or was ours, and is in the way of an object.</summary>
    internal virtual IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live, Surroundings there) => [];

    /// <summary>
    /// The wanted object for which an object that nobody wants any more may not stay, even where nothing is pruned; null when it may.
    /// </summary>
    internal virtual MeshManifest? Ending(MeshManifest unwanted, IReadOnlyList<MeshManifest> wanted) => null;

    /// <summary>What is to be known before an object is made or changed; empty for nothing.</summary>
    internal virtual string NoteOf(MeshManifest wanted, MeshManifest? live, MeshCluster cluster) => "";

    private static UnstructuredMap Spec(UnstructuredMap content) => content.Map("spec") ?? UnstructuredMap.Empty;

    private StepWaves WavesOf(PublishingStep step) => Steps.FirstOrDefault(waves => waves.Step == step) ?? Steps[0];
}
