using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class AddressRepeated : Rule
{
    public override string Id => "MF2006";

    public override string Title => "No two hosts of ServiceEntries have the same address and port, unless calls say the host.";

    public override string Recommendation =>
        "Give each host an address of its own; connections to a shared one all go to one of the hosts.";

    public override string Source => "pilot/pkg/networking/core/listener.go: listeners are told apart by address and port";

    protected override void Examine(FederationView federation, Report report)
    {
        var entries = federation.Of(IstioKind.ServiceEntry);
        var owners = new SeldomShared<Socket, Owner>(entries.Count);
        foreach (var entry in entries)
        {
            foreach (var (index, address) in entry.Spec.Texts("addresses"))
            {
                if (OtherOwner(owners, entry, address) is { } owner)
                    report.At(entry, entry.Spec.List("addresses"), index, $"{owner} has the address {address} too.");
            }

            // Those that istiod itself gave it.
            if (entry.Content.Map("status") is not { } status) continue;
            foreach (var item in status.Maps("addresses"))
            {
                if (item.Text("value") is { } address && OtherOwner(owners, entry, address) is { } owner)
                    report.On(entry, $"{owner} has the address {address} too.");
            }
        }
    }

    /// <summary>
    /// Of those that have an address on a port, the first of each kind of traffic is asked, since any number of hosts may share one by
    /// their names.
    /// </summary>
    private static MeshManifest? OtherOwner(SeldomShared<Socket, Owner> owners, MeshManifest entry, string address)
    {
        if (!System.Net.IPAddress.TryParse(address, out var parsed)) return null;
        var written = parsed.ToString();
        MeshManifest? other = null;
        foreach (var port in ServiceEntryServices.Ports(entry))
        {
            var owner = new Owner(port.Traffic, entry);
            if (owners.Before(new(entry.Cluster, written, port.Number), owner) is not { } here) continue;
            other ??= Other(here, entry, owner.Traffic);
            if (!IsAmong(here, owner.Traffic)) here.Add(owner);
        }

        return other;
    }

    private static MeshManifest? Other(List<Owner> here, MeshManifest entry, PortTraffic traffic) =>
        here.Find(owner => owner.Entry != entry && !SharedAddresses.AreToldApart(owner.Traffic, traffic)
            && !SharedAddresses.MayShare(owner.Entry, entry))?.Entry;

    private static bool IsAmong(List<Owner> here, PortTraffic traffic) => here.Exists(owner => owner.Traffic == traffic);

    private sealed record Socket(string Cluster, string Address, int Port);

    private sealed record Owner(PortTraffic Traffic, MeshManifest Entry);
}
