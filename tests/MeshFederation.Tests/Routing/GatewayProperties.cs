using CsCheck;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Routing;

/// <summary>Whatever is said of a gateway of one's own and of the mesh, the requests of both go where the declaration says.</summary>
public sealed class GatewayProperties
{
    private const int Listened = 8080;

    /// <summary>The gateway's pods are such callers as some splits ask for, which are meant for sidecars alone.</summary>
    private static readonly UnstructuredMap Gateway = RoutingText.Objects(RoutingText.Object(
        "Gateway",
        "public",
        $"{{selector: {{app: batch}}, servers: [{{port: {{number: {Listened}, name: http, protocol: HTTP}}, hosts: ['*']}}]}}",
        "istio-system")).Single().Content;

    [Fact]
    public void Requests_at_a_gateway_and_of_sidecars_go_where_the_first_split_that_they_meet_says() =>
        Gen.Select(GatewayGen.Services(4, 4), RoutingProperties.Call.Array[3]).Sample(
            (services, calls) =>
            {
                var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
                var gateways = federation.Services.SelectMany(service => service.ClientCluster).Select(client => client.Name).Distinct()
                    .Select(client => new MeshManifest(client, Gateway));
                var mesh = new RoutingMesh([.. FederationPlanner.Plan(federation), .. gateways], federation.Services, []);
                foreach (var (service, client) in federation.Services.SelectMany(service => service.ClientCluster, (s, c) => (s, c)))
                {
                    RoutingProperties.AssertCalls(mesh, service, client, calls, dead: null);
                    foreach (var (_, request) in calls) AssertAtGateway(mesh, service, client, request);
                }
            },
            iter: 40);

    private static void AssertAtGateway(RoutingMesh mesh, MeshService service, MeshCluster client, MeshRequest request)
    {
        var called = service.In(client.Name) is null ? service.Cluster : [client];
        foreach (var cluster in called)
        {
            var host = cluster.Name == client.Name ? Hosts.Local(service, client)
                : new RemoteCall(service, client, service.In(cluster.Name)!).Host;
            var choice = Choose(mesh[client.Name]!, request with { Port = Listened, Authority = host });
            if (!service.TrafficSplit.Any(split => split.Match?.Gateway.Contains(GatewayGen.Gateway) is true)) Assert.Null(choice.Route);
            else AssertReached(mesh, service, (client, cluster), choice, match => SplitOracle.TakesAt(GatewayGen.Gateway, match, request));
        }

        foreach (var split in service.GatewaySplit)
        {
            Assert.Equal(GatewayGen.Gateway, split.Gateway);
            AssertReached(
                mesh,
                service with { TrafficSplit = split.TrafficSplit },
                (client, client),
                Choose(mesh[client.Name]!, request with { Port = Listened, Authority = split.Hostname }),
                match => match?.Port is null && SplitOracle.TakesAt(GatewayGen.Gateway, match, request));
        }
    }

    private static RouteChoice Choose(RoutingCluster cluster, MeshRequest request)
    {
        var gateway = EntryGateways.Named(cluster, GatewayGen.Gateway)!;
        return GatewayRouting.Choose(cluster, EntryGateways.PodsOf(cluster, gateway), EntryServer.Of(gateway).Single(), request);
    }

    /// <summary>
    /// A request goes to the port that the match of its split names, else to the first that requests have, and of policies for ports it
    /// has those for this one.
    /// </summary>
    private static void AssertReached(
        RoutingMesh mesh, MeshService service, (MeshCluster Client, MeshCluster Called) clusters, RouteChoice choice,
        Func<MeshMatch?, bool> takes)
    {
        var ports = service.Port.Where(port => port.Protocol.IsRoutedBy(RouteKind.Http)).ToList();
        if (ports.Count == 0)
        {
            Assert.Null(choice.Route);
            return;
        }

        var split = service.TrafficSplit
            .FirstOrDefault(split => takes(split.Match) && ports.Exists(port => port.Number == (split.Match?.Port ?? port.Number)));
        var to = ports.Find(port => port.Number == split?.Match?.Port) ?? ports[0];
        bool Holds(MeshMatch? match) => takes(match) && (match?.Port ?? to.Number) == to.Number;
        var said = $"{service} from {clusters.Client}\n{string.Join('\n', service.TrafficSplit)}\n{string.Join('\n', service.Policy)}\n"
            + $"{choice.VirtualService?.ToYaml()}\n{choice.Field}";
        Assert.True(choice.Route is not null, said);
        var expected = SplitOracle.Expect(service, (clusters.Client.Name, clusters.Called.Name), split, dead: null);
        PolicyOracle.AssertHeld(service, Holds, choice.Route, SplitOracle.Only(expected));
        if (PolicyOracle.Held(service, "redirect", Holds) is not null) expected = ReachedPods.Answer;
        AssertPort(service, clusters.Client, choice, to);
        var pods = EntryGateways.PodsOf(mesh[clusters.Client.Name]!, EntryGateways.Named(mesh[clusters.Client.Name]!, GatewayGen.Gateway)!);
        var sent = new ReachedPods.SentChoice(choice.Outcome, choice.Shares, choice.Route, "", Listened);
        var reached = RoutingProperties.Text(ReachedPods.Of(mesh, clusters.Client.Name, pods, sent, to, dead: null));
        Assert.True(RoutingProperties.Text(expected) == reached, $"{reached} instead of {RoutingProperties.Text(expected)}: {said}");
    }

    /// <summary>Pods beside the gateway are reached by the port's number there, others by what their gateway has for it.</summary>
    private static void AssertPort(MeshService service, MeshCluster client, RouteChoice choice, MeshPort port)
    {
        if (service.In(client.Name) is not { } own) return;
        var local = choice.Shares.Where(share => share.Host == Hosts.Local(service, client)).Select(share => share.Port);
        Assert.All(local, number => Assert.Equal(own.NumberOf(port), number));
    }
}
