using System.Net;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Addresses;

/// <summary>
/// The addresses that the ServiceEntries of a client cluster have. Those of the federation itself are kept by their hosts for ever: callers
/// may have looked them up, and TCP listeners stand on them. Those of anybody else are never given out, be they declared
/// (<c>spec.addresses</c>) or allocated by Istio (<c>status.addresses</c>).
/// </summary>
public sealed class AddressesInUse
{
    /// <summary>Nothing is in use, or nothing is known of it.</summary>
    public static readonly AddressesInUse None = new();

    private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keptAddresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MeshManifest> _foreign = new(StringComparer.Ordinal);
    private readonly List<(IPNetwork Network, MeshManifest Owner)> _foreignRanges = [];

    private AddressesInUse()
    {
    }

    /// <summary>The addresses that hosts of the federation have, by host.</summary>
    public IReadOnlyDictionary<string, string> Kept => _kept;

    /// <summary>Reads the ServiceEntries of a cluster.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="serviceEntries">All ServiceEntries of the client cluster.</param>
    /// <returns>What is in use.</returns>
    public static AddressesInUse Of(string federation, IEnumerable<MeshManifest> serviceEntries)
    {
        var inUse = new AddressesInUse();
        foreach (var entry in serviceEntries)
        {
            if (entry.IsOf(federation)) inUse.Keep(entry);
            else inUse.Note(entry);
        }

        return inUse;
    }

    /// <summary>Whose an address is, when it is not the federation's.</summary>
    /// <param name="address">The address in its canonical form.</param>
    /// <returns>The ServiceEntry as <c>namespace/name</c>, or null.</returns>
    public string? ForeignOwner(string address) => Foreign(address) is { } owner ? Name(owner) : null;

    /// <summary>
    /// The ServiceEntries whose address is somebody else's. Comparing plans round such addresses; publishing asks again right before it
    /// writes, because another federation may have taken one meanwhile. ServiceEntries of one namespace for the same host may share an
    /// address: Istio makes one service of them (istio pilot/pkg/serviceregistry/serviceentry/conversion.go,
    /// pilot/pkg/model/push_context.go).
    /// </summary>
    /// <param name="wanted">The ServiceEntries that are to be published to the cluster.</param>
    /// <returns>Those that collide, with the address and its owner.</returns>
    public IReadOnlyList<AddressCollision> Collisions(IEnumerable<MeshManifest> wanted) =>
    [
        .. from entry in wanted
           from address in entry.Spec.List("addresses").OfType<string>()
           let owner = Foreign(address)
           where owner is not null && !IsSameService(owner, entry)
           select new AddressCollision(entry, address, Name(owner)),
    ];

    /// <summary>
    /// Whether ServiceEntries that were planned without looking can stay: every host with the address it has already, and none with one of
    /// somebody else's.
    /// </summary>
    /// <param name="planned">Objects planned for the cluster; others than ServiceEntries are not looked at.</param>
    /// <returns>False when they must be planned again.</returns>
    public bool Fits(IEnumerable<MeshManifest> planned) => planned.Where(manifest => ObjectKinds.Of(manifest).GivesAddresses)
        .All(entry =>
            entry.Spec.List("hosts") is [string host, ..] && entry.Spec.List("addresses") is [string address, ..] && Fits(host, address));

    internal bool IsTaken(string address) => ForeignOwner(address) is not null || _keptAddresses.Contains(address);

    private bool Fits(string host, string address) => _kept.TryGetValue(host, out var kept) ? kept == address : !IsTaken(address);

    private void Keep(MeshManifest entry)
    {
        if (entry.Spec.List("hosts") is not [string host, ..] || entry.Spec.List("addresses") is not [string text, ..]) return;
        if (ClusterDeclaration.TryCanonicalAddress(text, out var address) && _kept.TryAdd(host, address)) _keptAddresses.Add(address);
    }

    private void Note(MeshManifest entry)
    {
        foreach (var text in entry.Spec.List("addresses").OfType<string>()) Note(text, entry);
        foreach (var allocated in (entry.Content.Map("status") ?? UnstructuredMap.Empty).Maps("addresses"))
            Note(allocated.Text("value") ?? "", entry);
    }

    private static string Name(MeshManifest entry) => $"{entry.Namespace}/{entry.Name}";

    private static bool IsSameService(MeshManifest one, MeshManifest other) => one.Namespace == other.Namespace
        && one.Spec.List("hosts").OfType<string>().ToHashSet(StringComparer.Ordinal).SetEquals(other.Spec.List("hosts").OfType<string>());

    private MeshManifest? Foreign(string address)
    {
        if (_foreign.TryGetValue(address, out var owner)) return owner;
        if (_foreignRanges.Count == 0) return null;
        var parsed = IPAddress.Parse(address);
        return _foreignRanges.Find(range => range.Network.Contains(parsed)).Owner;
    }

    private void Note(string text, MeshManifest owner)
    {
        if (ClusterDeclaration.TryCanonicalAddress(text, out var address)) _foreign.TryAdd(address, owner);
        else if (ReservedRanges.TryParseRange(text, out var network)) _foreignRanges.Add((network, owner));
    }
}
