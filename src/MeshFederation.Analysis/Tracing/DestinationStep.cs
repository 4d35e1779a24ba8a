using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Tracing.Terms;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps at the caller's proxy for one destination: DestinationRule, endpoints, TLS.</summary>
internal sealed class DestinationStep
{
    private readonly RoutingMesh _mesh;
    private readonly RoutingCluster _client;
    private readonly MeshCaller _caller;
    private readonly GatewayStep _gateways;

    public DestinationStep(RoutingMesh mesh, RoutingCluster client, MeshCaller caller) =>
        (_mesh, _client, _caller, _gateways) = (mesh, client, caller, new(mesh, client));

    public TraceNode Follow(RouteShare share, SentRequest sent)
    {
        var answer = DestinationChooser.Choose(_client, _caller, share);
        if (answer.Endpoints is not null) answer = answer with { Tiers = EndpointTiers.Of(_client, _caller, answer) };
        var found = DestinationBreaks.Of(_mesh, _client, _caller, share, answer);
        var node = answer.Outcome switch
        {
            DestinationOutcome.HostUnknown =>
                new TraceNode(_client.Name, TraceStep.ServiceEntry, "", $"{share.Host} is no host here: 503, flag NC", answer.Why),
            DestinationOutcome.PortUnknown => new TraceNode(
                _client.Name,
                TraceStep.ServiceEntry,
                answer.Service!.Reference,
                FormattableString.Invariant($"port {share.Port} is none of its ports: 503, flag NC"),
                answer.Why),
            DestinationOutcome.SubsetUnknown => new TraceNode(
                _client.Name,
                TraceStep.DestinationRule,
                answer.Rule?.First.ToString() ?? "",
                $"no subset {share.Subset} of {share.Host}: 503, flag NC",
                answer.Why),
            _ => null,
        };
        if (node is null) return Rule(share, answer, sent).To(Endpoints(answer, sent, found));
        node = node.About(share.Host, share.Subset, share.Port);
        return found!.Fault == CallFaults.NotAmongInput
            ? (node with { Decision = $"{share.Host} is not among the input" }).Ends(TraceOutcome.Unknown, found, share.Host)
            : node.Gets(503, EnvoyFlags.NoCluster).Breaks(found, node.Reference.Length > 0 ? node.Reference : share.Host);
    }

    private TraceNode Rule(RouteShare share, DestinationAnswer answer, SentRequest sent)
    {
        var decision = answer.Subset is { } subset ? $"subset {subset.Name} of {share.Host}, {Labels(subset)}" : $"{share.Host} as a whole";
        var notes = new List<string>();
        if (answer.Rule is null) notes.Add("no DestinationRule applies");
        else if (answer.Rule.From.Count > 1)
            notes.Add($"merged of {string.Join(", ", answer.Rule.From)}; the first has its traffic policy");
        else notes.Add($"its host {answer.Rule.Host} is the most specific that the caller is given");
        notes.AddRange(answer.Rule?.Dropped.Select(
            lost => $"subset {lost.Name} of {lost.From} is dropped, since {answer.Rule.First} has one of that name") ?? []);
        notes.AddRange(
            _client.DestinationRules.HiddenFrom(_caller, answer.Service!).Select(item => $"{item.Rule} does not count: {item.Why}"));
        var node = new TraceNode(
            _client.Name, TraceStep.DestinationRule, (answer.Subset?.From ?? answer.Rule?.First)?.ToString() ?? "", decision,
                string.Join("; ", notes));
        node = node.About(answer.Service!.Host, share.Subset, answer.Port!.Number).Calls(Values(answer, sent))
            .Has(HeaderTerms.Of(share.Headers));
        return node with { Values = node.Values with { Tls = TraceValues.Tls(_client, answer) } };
    }

    /// <summary>The endpoints as values: the address that was called, where the proxy connects to that and it is known.</summary>
    private IEnumerable<TraceEndpoint> Values(DestinationAnswer answer, SentRequest sent)
    {
        if (!answer.ConnectsToCalledAddress) return TraceValues.Endpoints(_client, answer);
        if (sent.Address is not { } address) return [];
        var known = answer.Endpoints!.Endpoints.Concat(answer.Endpoints.Dropped.Select(item => item.Endpoint))
            .FirstOrDefault(endpoint => endpoint.Address == address);
        var value = known is null ? new(_client.Name, address, sent.Request.Port) { MutualTls = answer.Tls!.IsMeshTls }
            : TraceValues.Endpoint(_client, answer, known);
        return [value with { Port = sent.Request.Port }];
    }

    private TraceNode Endpoints(DestinationAnswer answer, SentRequest sent, CallBreak? found)
    {
        if (found is null && Wrapped(answer, sent) is { } wrapped) return wrapped;
        if (CalledAddress(answer, sent) is { } other) return other;
        if (TunnelStep.Of(_mesh, _client, answer.Service) is { } tunnels)
        {
            if (TunnelCallers.HaveSidecars(_client, _caller) is true) return tunnels.Sidecars();
            var machines = Machines(answer, sent);
            return tunnels.AtHome(_caller, answer, sent, found, machines) ?? tunnels.Follow(answer, sent, found, machines);
        }

        var endpoints = answer.Endpoints!;
        if (answer.Service!.IsKubernetes && endpoints.Endpoints.All(endpoint => endpoint.Pod is not null))
            return Local(answer, sent, found);
        var dropped = string.Join("; ", endpoints.Dropped.Select(item => $"{item.Endpoint} is not called: {item.Why}"));
        var node = new TraceNode(
            _client.Name,
            TraceStep.ServiceEntry,
            answer.Service.Reference,
            string.Join(", ", endpoints.Endpoints.Select(endpoint => endpoint.ToString()).Concat(Selected(answer))),
            dropped.Length == 0 ? $"its endpoints for port {answer.Port}" : dropped);
        if (found?.Fault == CallFaults.NotAmongInput) return node.Ends(TraceOutcome.Unknown, found, answer.Service.Reference);
        return answer.Outcome == DestinationOutcome.NoEndpoint
            ? (node with { Decision = "no endpoint: 503, flag UH or NC", Why = answer.Why })
                .Gets(503, answer.Service.Resolution == ServiceResolution.Dns ? EnvoyFlags.NoCluster : EnvoyFlags.NoEndpoint)
                .Breaks(found!, answer.Service.Reference)
            : node.To(_gateways.Follow(answer, sent));
    }

    /// <summary>Where the machines of a Service lead that have an address, with what they weigh; null where there are none.</summary>
    private (long Weight, TraceNode Node)? Machines(DestinationAnswer answer, SentRequest sent)
    {
        List<RoutedEndpoint> machines = [.. answer.Endpoints!.Endpoints.Where(endpoint => endpoint is { Pod: null, Address.Length: > 0 })];
        if (machines.Count == 0) return null;
        var those = answer with { Endpoints = new(machines, []) };
        return (machines.Sum(machine => (long)machine.Weight),
            _gateways.Follow(those with { Tiers = EndpointTiers.Of(_client, _caller, those) }, sent));
    }

    /// <summary>
    /// What a traffic policy has the proxy send before all else, of which nothing tells whether it is taken: the header of the PROXY
    /// protocol, or, for connections alone, the request to go on through a tunnel. A subset has no tunnel but its own, and ports have none
    /// (istio pilot/pkg/networking/core cluster_traffic_policy.go applyUpstreamProxyProtocol, tunnelingconfig Apply).
    /// </summary>
    private TraceNode? Wrapped(DestinationAnswer answer, SentRequest sent)
    {
        var (service, called) = (answer.Service!, sent.Called.Port ?? answer.Port!);
        if (answer.Rule is null) return null;
        var isRequest = called.Traffic == PortTraffic.Http
            || (called.Traffic is PortTraffic.Sniffed or PortTraffic.Unknown && sent.Request.IsHttp);
        var policy = TrafficPolicies.Effective(answer.Rule, answer.Subset, answer.Port!.Number)?.Policy;
        var ofAll = answer.Subset is { } subset ? subset.TrafficPolicy : answer.Rule.TrafficPolicy;
        var what = policy?.Has("proxyProtocol") is true ? "the PROXY protocol, and whether what answers takes it is not known"
            : ofAll?.Map("tunnel") is { } tunnel && !isRequest
            ? FormattableString.Invariant($"a tunnel to {tunnel.Text("targetHost")}:{tunnel.Number("targetPort")}, which is not followed")
            : null;
        if (what is null) return null;
        var rule = answer.Subset?.From ?? answer.Rule!.PolicyFrom;
        var step = service.IsKubernetes ? TraceStep.Pods : TraceStep.ServiceEntry;
        return new(_client.Name, step, service.Reference, $"{service.Host}, not followed", $"{rule} has {service.Host} called with {what}")
        {
            Outcome = TraceOutcome.Unknown,
        };
    }

    private static IEnumerable<string> Selected(DestinationAnswer answer) =>
        answer.Tiers.SelectMany(tier => tier.Selecting).Select(entry => $"pods with {entry.Selector.Describe()}");

    /// <summary>
    /// The clusters of headless Services and of resolution NONE connect to the address that the application called, whatever host a route
    /// names (istio pilot/pkg/networking/core/cluster.go convertResolution).
    /// </summary>
    private TraceNode? CalledAddress(DestinationAnswer answer, SentRequest sent)
    {
        var service = answer.Service!;
        if (!answer.ConnectsToCalledAddress || (service.Host == sent.Called.Service?.Host && !IsBesideItsPods(answer, sent))) return null;
        var what = service.Resolution != ServiceResolution.None ? "is balanced by PASSTHROUGH" : service.IsKubernetes ? "is headless"
            : "has resolution NONE";
        var why = $"{service.Reference} {what}, so the proxy connects to the address that the application looked up for "
            + $"{sent.Called.Host}, and to none of {service.Host}";
        var node = new TraceNode(
            _client.Name,
            service.IsKubernetes ? TraceStep.Pods : TraceStep.ServiceEntry,
            service.Reference,
            $"the address of {sent.Called.Host}",
            why);
        return node with
        {
            Outcome = TraceOutcome.Unknown,
            Finding = CallFaults.CalledAddress.Finding(_client.Name, service.Reference, why),
        };
    }

    /// <summary>With resolution NONE the pods that a ServiceEntry selects are not what its name is looked up as.</summary>
    private static bool IsBesideItsPods(DestinationAnswer answer, SentRequest sent)
    {
        var endpoints = answer.Endpoints!.Endpoints;
        return CalledAddresses.AreBesidePods(answer.Service!, endpoints)
            && !endpoints.Any(endpoint => endpoint.Address == sent.Address);
    }

    /// <summary>TLS between pods of one cluster is the mesh's own business, unless a DestinationRule says otherwise.</summary>
    private TraceNode Local(DestinationAnswer answer, SentRequest sent, CallBreak? found)
    {
        var pods = Discovered(answer, sent) ?? PodsStep.Local(_client, answer, sent, found);
        return answer.Tls is { Field.Length: > 0 } tls ? SniStep.Node(_client, answer, tls).To(pods) : pods;
    }

    /// <summary>
    /// Where no pod is here, those of other clusters that istiod reads are called, through their gateways where they lie in another
    /// network; null when there are none.
    /// </summary>
    private TraceNode? Discovered(DestinationAnswer answer, SentRequest sent)
    {
        if (answer is not { Outcome: DestinationOutcome.NoEndpoint, Tls: { } tls }) return null;
        var all = DiscoveredPods.Of(_mesh, _client, answer.Service!, answer.Subset?.Labels ?? UnstructuredMap.Empty).ToList();
        if (all.Count == 0) return null;
        if (all.Find(way => way.Gateway is not null) is not { } there)
        {
            var how = all[0].IsNear is null
                ? "; whether its pods are called as its own or through a gateway is not known, as the networks of both are not"
                : all[0].IsNear is true ? ", whose pods are called as its own"
                : ", whose pods are called through a gateway that is not known";
            var why = $"no pod is here, and {_client.Name} reads {all[0].Server.Name}{how}; what becomes of the call there is not followed";
            var pods = string.Join(", ", all[0].Pods.Take(3).Select(pod => pod.Reference));
            return new(all[0].Server.Name, TraceStep.Pods, all[0].Service.Reference, pods, why) { Outcome = TraceOutcome.Unknown };
        }

        var asked = tls.Sni.Length > 0
            ? answer
            : answer with { Tls = tls with { Sni = SubsetKey.Of(answer.Port!.Number, answer.Subset?.Name ?? "", answer.Service!.Host) } };
        return new ChainStep(_mesh, sent, there.Server, there.Gateway!) { ToDiscoveredPods = true }
            .Follow(asked, $"calls for the pods of {there.Server.Name}", GatewayMatch.Address, []);
    }

    private static string Labels(RuleSubset subset) =>
        subset.Labels.Count == 0 ? "without labels: all endpoints" : $"labels {subset.Labels.Describe()}";
}
