using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>
/// ServiceEntries of every resolution, with several hosts and ports, addresses, endpoints in networks and localities, or endpoints that
/// they select, among them pods and WorkloadEntries.
/// </summary>
internal sealed class EntryEndpoints : Twist
{
    private static readonly string[] Resolutions = ["STATIC", "STATIC", "DNS", "DNS_ROUND_ROBIN", "NONE"];

    public override void Add(TwistedWorld world, Dice dice)
    {
        var service = dice.Service();
        var (cluster, space) = (dice.Cluster(service), dice.Space(service));
        var selects = dice.OneIn(3);
        world.Add(cluster, ReadKind.ServiceEntry, space, "entry", Map(
            ("hosts", List(dice.Host(service), dice.OneIn(3) ? dice.Of("*.example.com", "b.example.com", "*.global") : null)),
            ("location", dice.Of("MESH_INTERNAL", "MESH_INTERNAL", "MESH_EXTERNAL")),
            ("resolution", dice.Of(Resolutions)),
            ("addresses", dice.OneIn(3) ? List(dice.Of("240.0.0.9", "10.0.0.0/24", "192.0.2.7")) : null),
            ("exportTo", dice.OneIn(3) ? List(dice.Of(".", "shop", "~")) : null),
            ("ports", List([.. service.Port.Select((port, place) => Map(
                ("number", (long)port.Number),
                ("name", dice.OneIn(5) ? FormattableString.Invariant($"p{place}") : port.Name),
                ("protocol", dice.Of("HTTP", "HTTP", "GRPC", "TLS", "HTTPS", "TCP")),
                ("targetPort", dice.OneIn(5) ? dice.Of(15443L, 8080L) : null)))])),
            ("workloadSelector", selects ? Map(("labels", Map(("app", service.Name)))) : null),
            ("subjectAltNames", dice.OneIn(6) ? List("spiffe://cluster.local/ns/default/sa/reviews") : null),
            ("endpoints", selects ? null : List(Endpoint(service, dice), dice.Sometimes(Endpoint(service, dice))))));
        if (!selects) return;
        if (dice.OneIn(2)) world.Add(cluster, ReadKind.WorkloadEntry, space, "selected", Endpoint(service, dice));
        if (dice.OneIn(2))
        {
            world.Add(
                cluster, ReadKind.Pod, space, "selected", Map(("containers", List(Map(("name", "app"), ("image", "app"))))),
                Map(("app", service.Name), ("version", "v1"), ("security.istio.io/tlsMode", dice.Sometimes("istio"))));
        }
    }

    private static UnstructuredMap Endpoint(MeshService service, Dice dice)
    {
        var gateway = dice.Of(service.Cluster).Gateway;
        var address = dice.Of(gateway.Address);
        return Map(
            ("address", dice.Of(address, address, address, "192.0.2.99", "other.example.com", "unix:///tmp/a.sock", "")),
            ("ports", dice.Sometimes(Map((dice.Of(service.Port).Name, dice.Of((long)gateway.Port, 15443L, 31443L, 80L))))),
            ("labels", Map(
                ("app", service.Name),
                ("version", dice.Sometimes("v1")),
                ("security.istio.io/tlsMode", dice.Sometimes("istio")),
                ("topology.istio.io/network", dice.OneIn(5) ? "net2" : null))),
            ("network", dice.OneIn(4) ? dice.Of("net1", "net2") : null),
            ("locality", dice.OneIn(4) ? dice.Of("west/a", "east") : null),
            ("weight", dice.OneIn(4) ? dice.Of(0L, 5L) : null),
            ("serviceAccount", dice.OneIn(4) ? dice.Of("default", service.Name) : null));
    }
}
