using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Where the way to a service of another cluster breaks first: a trace of it says so, of which rules and traces tell alike. Whom policies
/// let in hangs on who calls, and is asked for each (<see cref="WayAccess"/>).
/// </summary>
internal static class WayBreaks
{
    /// <summary>The first break, or what keeps the way from being followed; null where a trace would find neither.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="way">The way.</param>
    /// <returns>The fault, in one sentence.</returns>
    public static CallBreak? Of(RoutingMesh mesh, GatewayCall way)
    {
        if (way.Client.OtherVersions.Count > 0) return InAllVersions(mesh, way);
        return IsSound(way) ? null : InVersion(mesh, way.Client, way)?.FirstOrDefault();
    }

    private static CallBreak? InAllVersions(RoutingMesh mesh, GatewayCall way)
    {
        var own = InVersion(mesh, way.Client, way) ?? [];
        return VersionDoubts.Of(way.Client, way.Service.Host, own, other => InVersion(mesh.With(other), other, way))
            ?? own.FirstOrDefault();
    }

    /// <summary>What breaks it in a version; null where calls do not come to it in that one, of which their destinations tell.</summary>
    private static List<CallBreak>? InVersion(RoutingMesh mesh, RoutingCluster client, GatewayCall way)
    {
        var answer =
            DestinationChooser.Choose(client, way.Caller, new(way.Service.Host, way.Subset?.Name ?? "", way.Port.Number, 100, 100));
        if (answer.Outcome != DestinationOutcome.Found || answer.Endpoints is null) return null;
        return Follow(mesh, client, way.Caller, answer, way.Endpoint) is { } found ? [found] : [];
    }

    /// <summary>What breaks of the calls of a destination at the gateways that its endpoints are.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="answer">What the engine makes of the destination.</param>
    public static IEnumerable<CallBreak> AtGateways(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, DestinationAnswer answer) =>
        answer is { Outcome: DestinationOutcome.Found, ConnectsToCalledAddress: false, Endpoints.Endpoints: { Count: > 0 } endpoints }
            ? endpoints.Where(endpoint => endpoint.Pod is null && GatewayFinder.Find(mesh, client, answer.Service!, endpoint) is not null)
                .Select(endpoint => Follow(mesh, client, caller, answer, endpoint)).OfType<CallBreak>()
            : [];

    private static CallBreak? Follow(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, DestinationAnswer answer, RoutedEndpoint endpoint)
    {
        var (service, port) = (answer.Service!, answer.Port!);
        var request = new MeshRequest { Authority = service.Host, Port = port.Number };
        var called = new CalledHost(CalledHostOutcome.Found, service.Host, "") { Service = service, Port = port };
        var sent = new SentRequest(client, caller, called, request, Model.Objects.UnstructuredMap.Empty);
        var node =
            new GatewayStep(mesh, client).Follow(answer with { Endpoints = answer.Endpoints! with { Endpoints = [endpoint] } }, sent);
        node = UnreadKinds.Mark(mesh, node);
        while (node.Outcome != TraceOutcome.Broken && node.Next.Count > 0) node = node.Next[0];
        return node is { Fault: { } fault, Finding: { } finding } && fault != CallFaults.AccessDenied
            && (node.Outcome == TraceOutcome.Broken || fault == CallFaults.NotAmongInput || fault == CallFaults.VersionUnknown)
            ? new(fault, finding.Message)
            : null;
    }

    /// <summary>Whether it can be told without a trace that nothing breaks, as of nearly all ways of a mesh that works.</summary>
    private static bool IsSound(GatewayCall way)
    {
        if (way.Match == GatewayMatch.OtherPort || way.Chain is not { Outcome: ChainOutcome.Served, Otherwise: null }) return false;
        if (!way.SpeaksMeshTls) return false;
        if (way.Server.Facts.Facts is not null || way.Server.OtherVersions.Count > 0) return false;
        var pods = GatewayPods.Of(way.Server, way.Workload, way.Chain);
        return pods.AreCalled && GatewayPods.Otherwise(way.Server, way.Workload, way.Chain, pods) is null && AreAccepted(way, pods);
    }

    /// <summary>Whether the caller takes the pods for those that it expects; most expect some.</summary>
    private static bool AreAccepted(GatewayCall way, GatewayPods pods)
    {
        var tls = TrafficPolicies.Part(way.Rule, way.Subset, way.Port.Number, "tls");
        return PodIdentities.Of(way.Client, way.Server, way.Service, tls, way.Rule, way.Chain, pods) is not { AreAccepted: false };
    }
}
