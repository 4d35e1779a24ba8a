using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps at the caller's proxy for one destination: DestinationRule, endpoints, TLS.</summary>
internal sealed class DestinationStep
{
    private readonly RoutingMesh _mesh;
    private readonly RoutingCluster _client;
    private readonly MeshCaller _caller;
    private readonly GatewayStep _gateways;

    public DestinationStep(RoutingMesh mesh, RoutingCluster client, MeshCaller caller) => (_mesh, _client, _caller, _gateways) = (mesh, client, caller, new(mesh, client));

    public TraceNode Follow(RouteShare share, SentRequest sent)
    {
        var answer = DestinationChooser.Choose(_client, _caller, share);
        var found = DestinationBreaks.Of(_mesh, _client, _caller, share, answer);
        var node = answer.Outcome switch
        {
            DestinationOutcome.HostUnknown => new TraceNode(_client.Name, TraceStep.ServiceEntry, "", $"{share.Host} is no host here: 503, flag NC", answer.Why),
            DestinationOutcome.PortUnknown => new TraceNode(
                _client.Name,
                TraceStep.ServiceEntry,
                answer.Service!.Reference,
                FormattableString.Invariant($"port {share.Port} is none of its ports: 503, flag NC"),
                answer.Why),
            DestinationOutcome.SubsetUnknown => new TraceNode(
                _client.Name, TraceStep.DestinationRule, answer.Rule?.First.ToString() ?? "", $"no subset {share.Subset} of {share.Host}: 503, flag NC", answer.Why),
            _ => null,
        };
        if (node is null) return Rule(share, answer).To(Endpoints(answer, sent, found));
        node = node.About(share.Host, share.Subset, share.Port);
        return found!.Fault == CallFaults.NotAmongInput
            ? (node with { Decision = $"{share.Host} is not among the input" }).Ends(TraceOutcome.Unknown, found, share.Host)
            : node.Gets(503, "NC").Breaks(found, node.Reference.Length > 0 ? node.Reference : share.Host);
    }

    private TraceNode Rule(RouteShare share, DestinationAnswer answer)
    {
        var decision = answer.Subset is { } subset ? $"subset {subset.Name} of {share.Host}, {Labels(subset)}" : $"{share.Host} as a whole";
        var notes = new List<string>();
        if (answer.Rule is null) notes.Add("no DestinationRule applies");
        else if (answer.Rule.From.Count > 1) notes.Add($"merged of {string.Join(", ", answer.Rule.From)}; the first has its traffic policy");
        else notes.Add($"its host {answer.Rule.Host} is the most specific that the caller is given");
        notes.AddRange(answer.Rule?.Dropped.Select(lost => $"subset {lost.Name} of {lost.From} is dropped, since {answer.Rule.First} has one of that name") ?? []);
        notes.AddRange(_client.DestinationRules.HiddenFrom(_caller, answer.Service!).Select(item => $"{item.Rule} does not count: {item.Why}"));
        var node = new TraceNode(
            _client.Name, TraceStep.DestinationRule, (answer.Subset?.From ?? answer.Rule?.First)?.ToString() ?? "", decision, string.Join("; ", notes));
        node = node.About(answer.Service!.Host, share.Subset, answer.Port!.Number).Calls(TraceValues.Endpoints(_client, answer));
        return node with { Values = node.Values with { Tls = TraceValues.Tls(answer) } };
    }

    private TraceNode Endpoints(DestinationAnswer answer, SentRequest sent, CallBreak? found)
    {
        if (CalledAddress(answer, sent) is { } other) return other;
        if (answer.Service!.IsKubernetes) return Local(answer, sent, found);
        var endpoints = answer.Endpoints!;
        var dropped = string.Join("; ", endpoints.Dropped.Select(item => $"{item.Endpoint} is not called: {item.Why}"));
        var node = new TraceNode(
            _client.Name, TraceStep.ServiceEntry, answer.Service.Reference, string.Join(", ", endpoints.Endpoints), dropped.Length == 0 ? $"its endpoints for port {answer.Port}" : dropped);
        if (found?.Fault == CallFaults.NotAmongInput) return node.Ends(TraceOutcome.Unknown, found, answer.Service.Reference);
        return answer.Outcome == DestinationOutcome.NoEndpoint
            ? (node with { Decision = "no endpoint: 503, flag UH or NC", Why = answer.Why }).Gets(503, answer.Service.Resolution == ServiceResolution.Dns ? "NC" : "UH").Breaks(found!, answer.Service.Reference)
            : node.To(_gateways.Follow(answer, sent));
    }

    /// <summary>TLS between pods of one cluster is the mesh's own business, unless a DestinationRule says otherwise.</summary>
    /// <summary>
    /// The clusters of headless Services and of resolution NONE connect to the address that the application called, whatever host a route names
    /// (istio pilot/pkg/networking/core/cluster.go convertResolution).
    /// </summary>
    private TraceNode? CalledAddress(DestinationAnswer answer, SentRequest sent)
    {
        var service = answer.Service!;
        if (service.Resolution != ServiceResolution.None || service.Host == sent.Called.Service?.Host) return null;
        var what = service.IsKubernetes ? "is headless" : "has resolution NONE";
        var why = $"{service.Reference} {what}, so the proxy connects to the address that the application looked up for {sent.Called.Host}, and to none of {service.Host}";
        var node = new TraceNode(_client.Name, service.IsKubernetes ? TraceStep.Pods : TraceStep.ServiceEntry, service.Reference, $"the address of {sent.Called.Host}", why);
        return node with { Outcome = TraceOutcome.Unknown, Finding = CallFaults.CalledAddress.Finding(_client.Name, service.Reference, why) };
    }

    private TraceNode Local(DestinationAnswer answer, SentRequest sent, CallBreak? found)
    {
        var pods = PodsStep.Local(_client, answer, sent, found);
        return answer.Tls is { Field.Length: > 0 } tls ? SniStep.Node(_client, answer, tls).To(pods) : pods;
    }

    private static string Labels(RuleSubset subset) => subset.Labels.Count == 0 ? "without labels: all endpoints" : $"labels {subset.Labels.Describe()}";
}
