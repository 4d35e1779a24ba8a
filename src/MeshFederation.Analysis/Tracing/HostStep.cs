using MeshFederation.Analysis.Routing;
using MeshFederation.Analysis.Routing.HostNames;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The first step: which service the called host is.</summary>
internal static class HostStep
{
    public static (TraceNode Node, CalledHost Called) Resolve(RoutingCluster client, TraceQuestion question)
    {
        var called = HostResolver.Resolve(client, question.Caller, question.Host, question.Port ?? 0);
        if (called.Outcome == CalledHostOutcome.Unknown) throw TraceErrors.UnknownHost(client, question.Host, called.Why);
        if (question.Port is null && called.Service is { } service)
        {
            if (service.Ports is not [var only]) throw TraceErrors.PortMissing(service);
            called = HostResolver.Resolve(client, question.Caller, question.Host, only.Number);
        }

        var reference = called.Service!.Reference;
        var node = new TraceNode(client.Name, TraceStep.Host, reference, $"{called.Host}{(called.Port is null ? "" : $", port {called.Port}")}", called.Why);
        return called.Outcome switch
        {
            CalledHostOutcome.Found => (called.NeedsProxyDns ? WithDns(node, client, called) : node, called),
            CalledHostOutcome.PortUnknown => (node.Breaks(TraceProblems.PortUnknown), called),
            _ => (node.Breaks(TraceProblems.HostHidden), called),
        };
    }

    /// <summary>The cluster's own DNS knows Services only; it is said once, and does not break the way.</summary>
    private static TraceNode WithDns(TraceNode node, RoutingCluster client, CalledHost called) => node with
    {
        Finding = TraceProblems.DnsNeeded.Finding(client.Name, node.Reference, $"the cluster's DNS does not know '{called.Host}', so pods need it answered by their proxies"),
    };
}
