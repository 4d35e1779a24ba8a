using System.Globalization;
using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// The steps of a call that ztunnels, or a waypoint of the caller's cluster, share between pods of the own cluster and tunnels to other
/// networks: whether the Service is global, and each way with its part of the connections.
/// </summary>
internal sealed class TunnelStep
{
    private readonly RoutingCluster _client;
    private readonly RoutedService _service;
    private readonly IReadOnlyList<TunnelCall> _calls;

    private TunnelStep(RoutingCluster client, RoutedService service, IReadOnlyList<TunnelCall> calls) =>
        (_client, _service, _calls) = (client, service, calls);

    /// <summary>The step; null where a Service has no endpoints in other networks.</summary>
    public static TunnelStep? Of(RoutingMesh mesh, RoutingCluster client, RoutedService? service) =>
        service is { Manifest: not null } && TunnelCall.Of(mesh, client, service) is { Count: > 0 } calls
            ? new(client, service, calls)
            : null;

    /// <summary>What becomes of callers with sidecars.</summary>
    public TraceNode Sidecars()
    {
        var address = GatewayApi.Addresses(_calls[0].Gateway).FirstOrDefault() ?? "no address";
        var place = TunnelGateways.PlaceOf(address, TunnelGateways.PortOf(_calls[0].Gateway));
        var node = new TraceNode(
            _client.Name, TraceStep.Tunnel, _calls[0].Gateway.ToString(), "the sidecar calls the port for tunnels as if it were a pod: 503",
            $"the caller's namespace has sidecars, which are given {place} as a plain endpoint of {_service.Reference}");
        return node.Gets(503, "").Breaks(CallFaults.SidecarAtTunnel);
    }

    /// <summary>What becomes of gateways and waypoints that call no other network; null where they do.</summary>
    public TraceNode? AtHome(
        MeshCaller caller, DestinationAnswer answer, SentRequest sent, CallBreak? found, (long Weight, TraceNode Node)? machines)
    {
        var keepsHome = TunnelSwitches.KeepHome(_client.Facts, caller);
        if (keepsHome is false) return null;
        var why = GatewayKeepsHome.Sentence(_client, caller);
        var node = new TraceNode(_client.Name, TraceStep.Scope, _service.Reference, "its endpoints in other networks are left out", why)
            .About(_service.Host, "", answer.Port?.Number);
        if (keepsHome is null)
        {
            return node with
            {
                Outcome = TraceOutcome.Unknown,
                Decision = "whether gateways call its endpoints in other networks is not known",
                Why = TunnelSwitches.IsOther(caller)
                    ? "istiod gives tunnels to ingress gateways, which have the label istio=ingressgateway or were made of a Gateway, and "
                        + "these pods are of neither kind"
                    : $"what istiod's environment says is not among the input; {why}",
            };
        }

        var isHere = answer.Outcome != DestinationOutcome.NoEndpoint;
        var here = Here(answer, sent, found, machines);
        return Alone(isHere ? node : node.Gets(503, EnvoyFlags.NoEndpoint), CallFaults.KeepsHome, why, isHere, here);
    }

    /// <summary>The steps from the Service on.</summary>
    public TraceNode Follow(
        DestinationAnswer answer, SentRequest sent, CallBreak? found, (long Weight, TraceNode Node)? machines = null)
    {
        var here = Here(answer, sent, found, machines);
        var isHere = machines is null ? OwnPods.AreThere(answer.Pods) : true;
        var isGlobal = GlobalServices.Is(_client, _service.Manifest!);
        var node = new TraceNode(_client.Name, TraceStep.Scope, _service.Reference, "", "").About(_service.Host, "", answer.Port?.Number);
        if (isGlobal == false)
        {
            node = node with { Decision = "not global: it has no endpoints in other networks" };
            if (_calls.FirstOrDefault(call => !call.IsBesideGlobal) is not { } alone)
                return node with { Why = "another Service of the same endpoints is global", Next = here };
            node = node with { Why = CalledNotGlobal.Why(alone) };
            return Alone(node, CallFaults.NotGlobal, node.Why, isHere, here);
        }

        if (isGlobal is null && GlobalUnknown.Why(_client, _service) is { } doubt && !ServiceScopes.AreKnown(_client.Facts))
        {
            node = node with { Decision = "whether it has endpoints in other networks is not known", Why = doubt };
            var unknown = node.Ends(TraceOutcome.Unknown, new(CallFaults.GlobalUnknown, doubt), _service.Reference);
            return machines is null ? unknown : node with { Next = [.. here, unknown with { Share = 0 }] };
        }

        var off = NetworkUnjoined.Calling(_client.Facts);
        if (off is not null && !NetworkUnjoined.IsRefusing(_client.Facts))
        {
            node = node with { Decision = "istiod joins no networks: it has no endpoints in others", Why = off };
            return Alone(node, CallFaults.NetworkUnjoined, off, isHere, here);
        }

        var own = OwnPods.Of(answer.Pods).Count;
        var all = own + (machines?.Weight ?? 0);
        var isOwnFirst = all > 0 && IsOwnFirst(_service.Manifest!);
        var ways = _calls.Select(call => (call.Weight, Node: Way(call, off, answer, sent))).ToList();
        var total = ways.Sum(way => way.Weight) + (isOwnFirst ? 0 : all);
        var next = ways.Select(way => way.Node with { Share = 100.0 * way.Weight / total }).ToList();
        if (isOwnFirst) next = [.. next.Select(way => way.TakesOver(1, $"if no pod of {_client.Name} is ready"))];
        if (all > 0) next.InsertRange(0, here.Select(way => isOwnFirst ? way : way with { Share = way.Share * all / total }));
        return node with
        {
            Decision = isGlobal is null ? "global, if its namespace has the labels for it" : "global: endpoints of other networks count",
            Why = isOwnFirst
                ? "the annotation for traffic distribution has the own cluster's pods first"
                : $"connections are shared by weight: {Weights(own, machines?.Weight ?? 0)}",
            Next = next,
        };
    }

    /// <summary>The way to another network; where istiod joins none it ends with who answers.</summary>
    private TraceNode Way(TunnelCall call, string? off, DestinationAnswer answer, SentRequest sent)
    {
        if (off is null) return new TunnelWay(call).Follow(answer, sent);
        var node = new TraceNode(_client.Name, TraceStep.Tunnel, call.Gateway.ToString(), "the caller refuses who answers", off);
        return node.Breaks(new CallBreak(CallFaults.NetworkUnjoined, off), call.Gateway.ToString());
    }

    /// <summary>
    /// Own pods get all of it, where there are any, since something is wrong: that no request fails is a warning. Where nothing tells
    /// whether there are any, it is not known whether requests fail.
    /// </summary>
    private TraceNode Alone(TraceNode node, Fault fault, string why, bool? isHere, List<TraceNode> here) =>
        isHere switch
        {
            true => node with
            {
                Finding = fault.Finding(_client.Name, _service.Reference, "") with { Message = why, Severity = FindingSeverity.Warning },
                Next = here,
            },
            false => node.Breaks(new CallBreak(fault, why), _service.Reference),
            null => (node with { Why = $"{node.Why} Whether {_client.Name} has pods of its own that answer is not known" })
                .Ends(TraceOutcome.Unknown, new(fault, why), _service.Reference),
        };

    private string Weights(int own, long machines) => string.Join(
        ", ",
        _calls.Select(call => $"{call.Network} {Number(call.Weight)}").Prepend(machines == 0 ? "" : $"machines {Number(machines)}")
            .Prepend(own == 0 ? "" : $"own pods {Number(own)}")
            .Where(text => text.Length > 0));

    /// <summary>What is called without a tunnel: own pods, and machines that have an address.</summary>
    private List<TraceNode> Here(
        DestinationAnswer answer, SentRequest sent, CallBreak? found, (long Weight, TraceNode Node)? machines)
    {
        if (machines is not var (weight, machine)) return [Local(answer, sent, found)];
        var own = OwnPods.Of(answer.Pods).Count;
        var byMachine = machine with { Share = 100.0 * weight / (own + weight) };
        return own == 0 ? [byMachine] : [Local(answer, sent, found) with { Share = 100.0 * own / (own + weight) }, byMachine];
    }

    /// <summary>The own pods, who are called without a tunnel and so may refuse the TLS that a DestinationRule has spoken.</summary>
    private TraceNode Local(DestinationAnswer answer, SentRequest sent, CallBreak? found) => PodsStep.Local(
        _client, answer with { Outcome = DestinationOutcome.Found }, sent, found?.Fault == CallFaults.PodsTls ? found : null);

    private static bool IsOwnFirst(MeshManifest service) => TrafficDistribution.OfService(service) is not null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
