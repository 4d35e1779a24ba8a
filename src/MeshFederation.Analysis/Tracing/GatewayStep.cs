using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps from the endpoints of a ServiceEntry on: the server name, and the gateways that the endpoints are.</summary>
internal sealed class GatewayStep
{
    private readonly RoutingMesh _mesh;
    private readonly RoutingCluster _client;

    public GatewayStep(RoutingMesh mesh, RoutingCluster client) => (_mesh, _client) = (mesh, client);

    public TraceNode Follow(DestinationAnswer answer, SentRequest sent) => GatewaySentences.Say(answer, Ways(answer, sent));

    private TraceNode Ways(DestinationAnswer answer, SentRequest sent)
    {
        var endpoints = answer.Endpoints!.Endpoints;
        var ways = endpoints.Select(endpoint =>
            (Endpoint: endpoint, Gateway: endpoint.Pod is null ? GatewayFinder.Find(_mesh, _client, answer.Service!, endpoint) : null))
            .GroupBy(way => (way.Endpoint.Pod is not null, way.Gateway?.Cluster.Name, way.Gateway?.Workload.ToString(), way.Gateway?.Match,
                Ports: string.Join(',', way.Gateway?.Workload.Ports ?? []),
                Address: way.Gateway is null && way.Endpoint.Pod is null ? way.Endpoint.Address : null))
            .ToList();
        var tls = answer.Tls!;
        var sni = SniStep.Node(_client, answer, tls);
        if (ways.Count == 0)
        {
            return sni with
            {
                Outcome = TraceOutcome.Unknown,
                Why = $"{sni.Why}; {answer.Service!.Reference} passes calls on to the address that the application called"
            };
        }
        var atGateways = ways.Where(
            way => way.First().Gateway is { } gateway && OtherServer(gateway, way.First().Endpoint) is null && !PassesAnyTls(gateway, tls))
            .SelectMany(way => way).ToList();
        var plain =
            atGateways.FirstOrDefault(way => !tls.IsMeshTls || (tls.Mode == UpstreamTlsMode.AutoMutual && !way.Endpoint.SpeaksMeshTls));
        if (plain.Gateway is { } passing)
        {
            sni = sni with { Why = $"{NoMeshTls(sni, tls)}, and the gateway at {plain.Endpoint} passes nothing but the mesh's TLS on" };
            return sni.Breaks(CallFaults.NotMeshTls, answer.Service!.Reference, Spoken(answer, passing.Cluster, plain.Endpoint));
        }

        var all = ways.Select(way => new FailoverWay(
            way.First().Gateway?.Cluster.Name ?? (way.First().Endpoint.Pod is null ? "" : _client.Name),
            [.. way.Select(item => item.Endpoint)],
            those => Way(answer, sent, way.First().Gateway, those)));
        return sni with { Next = [.. FailoverWays.Of(_client, answer, [.. all])] };
    }

    /// <summary>
    /// A server that passes TLS on by VirtualServices takes any TLS with a name of its own; where no server is, and none in any version
    /// that passes the mesh's TLS on, what is spoken does not count.
    /// </summary>
    private static bool PassesAnyTls(FoundGateway gateway, UpstreamTls tls)
    {
        var chain = PassthroughChains.Find(gateway.Cluster, gateway.Workload, tls);
        return chain is { Outcome: ChainOutcome.NoServer, Otherwise: not { Outcome: ChainOutcome.Served } }
            || (tls.Sni.Length > 0 && chain.Router is { TlsMode: ServerTls.Passthrough });
    }

    /// <summary>What is spoken instead, as the rest of a sentence about the calls.</summary>
    private string Spoken(DestinationAnswer answer, RoutingCluster server, RoutedEndpoint bare)
    {
        var tls = answer.Tls!;
        if (tls.Mode != UpstreamTlsMode.AutoMutual)
        {
            var what = tls.Mode == UpstreamTlsMode.None ? "plain text" : $"TLS of mode {tls.Mode.ToString().ToUpperInvariant()}";
            return $"speak {what}, which the gateway of {server.Name} does not pass on";
        }

        var misspelt = MisspeltRules.Near(_client, answer.Service!.Host);
        return $"speak plain text, since no DestinationRule asks for ISTIO_MUTUAL and the endpoint {bare} lacks the label "
            + $"security.istio.io/tlsMode=istio{misspelt}";
    }

    private static string NoMeshTls(TraceNode sni, UpstreamTls tls) => tls.Mode == UpstreamTlsMode.AutoMutual
        ? "no DestinationRule asks for TLS, and an endpoint lacks the label security.istio.io/tlsMode=istio, so plain text is sent to it"
        : $"{sni.Decision} is spoken, since {sni.Why}";

    private TraceNode Way(DestinationAnswer answer, SentRequest sent, FoundGateway? gateway, List<RoutedEndpoint> endpoints)
    {
        var addresses = string.Join(", ", endpoints);
        var values = endpoints.Select(endpoint => TraceValues.Endpoint(_client, answer, endpoint)).ToList();
        if (endpoints[0].Pod is not null) return Pods(EndpointBreaks.At(answer, endpoints), sent);
        if (gateway is null)
        {
            return LocalServiceStep.Follow(_mesh, _client, answer, sent, endpoints[0], values)
                ?? Nowhere(answer, endpoints[0], addresses).Calls(values);
        }

        var (server, workload) = (gateway.Cluster, gateway.Workload);
        if (OtherServer(gateway, endpoints[0]) is { } other)
        {
            var mode = other.Server.Map("tls") is { } ended ? ServerTls.ModeOf(ended) : "plain text";
            return new TraceNode(server.Name, TraceStep.Gateway, other.Gateway.ToString(), $"{addresses}, {mode}",
                "the server routes by VirtualServices for gateways, so it leaves what is followed; from "
                + $"{server.Name}/gateway/{EntryGateways.NameOf(other.Gateway)} it can be traced")
            { Outcome = TraceOutcome.Unknown }.Calls(values);
        }

        if (gateway.Match == GatewayMatch.OtherPort)
        {
            var node = new TraceNode(
                _client.Name,
                TraceStep.Gateway,
                answer.Service!.Reference,
                $"{addresses} is no port of the gateway of {server.Name}",
                WrongPort(answer, gateway, endpoints[0]));
            return node.Calls(values).Breaks(CallFaults.GatewayPort);
        }

        return new ChainStep(_mesh, sent, server, workload).Follow(answer, addresses, gateway.Match, values);
    }

    private TraceNode Nowhere(DestinationAnswer answer, RoutedEndpoint endpoint, string addresses)
    {
        var named = GatewayFinder.ClusterOf(_mesh, answer.Service!, endpoint);
        var stale = named is not null && named != _client.Name && _mesh[named] is { Gateways.KnowsAddresses: true }
            ? $"; {named}, of which it says it is, has other addresses"
            : "";
        var why = $"no cluster of the input has a gateway there, so it leaves what is known{stale}";
        return new(_client.Name, TraceStep.Gateway, "", addresses, why) { Outcome = TraceOutcome.Unknown };
    }

    private TraceNode Pods(DestinationAnswer answer, SentRequest sent) =>
        PodsStep.Local(_client, answer, sent, DestinationBreaks.OfPods(_client, answer));

    /// <summary>At another port than that of the mesh's TLS gateways take calls from outside, as from any client.</summary>
    private static (MeshManifest Gateway, UnstructuredMap Server)? OtherServer(FoundGateway gateway, RoutedEndpoint endpoint) =>
        gateway.Match == GatewayMatch.OtherPort ? gateway.Cluster.Gateways.OtherServer(gateway.Workload, endpoint.Port) : null;

    /// <summary>The ports are those of the Service that was found; a default that nobody declared says nothing of them.</summary>
    private static string WrongPort(DestinationAnswer answer, FoundGateway gateway, RoutedEndpoint endpoint)
    {
        var server = gateway.Cluster;
        IEnumerable<int> ports = ReferenceEquals(gateway.Workload, server.Gateways.Declared)
            ? [server.Facts.Gateway.Port]
            : gateway.Workload.Ports.Distinct();
        var names = (answer.Service!.Manifest?.Spec.Maps("endpoints") ?? []).SelectMany(item => item.Map("ports")?.Keys ?? [])
            .Distinct(StringComparer.Ordinal).ToList();
        var known = string.Join(" and ", ports);
        var why = $"{endpoint.Address} is the gateway of {server.Name}, which listens on {known}, not {endpoint.Port}";
        return names.Count > 0 && !names.Contains(answer.Port!.Name, StringComparer.Ordinal)
            ? $"{why}; the endpoint maps {string.Join(", ", names)}, but the port's name is '{answer.Port.Name}'"
            : why;
    }
}
