using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Says of a break on the way to another cluster which calls it is about, so that a finding is understood without the hops before.
/// </summary>
internal static class GatewaySentences
{
    private static readonly HashSet<Fault> AtServer = [CallFaults.NoServer, CallFaults.ServedTwice, CallFaults.RouterMode];

    private static readonly HashSet<Fault> OfName =
    [
        CallFaults.HostNotCovered, CallFaults.ServedName, CallFaults.ServedHostUnknown, CallFaults.ServedExternal, CallFaults.ServedPort,
        CallFaults.ServedSubset, CallFaults.ServedSubsetHidden, CallFaults.ServedCluster,
    ];

    private static readonly HashSet<Fault> OfCalls = [CallFaults.NotMeshTls, CallFaults.TlsTwice, CallFaults.GatewayIdentity];

    private static readonly HashSet<Fault> OfPods = [CallFaults.PodsRefused, CallFaults.PodsUnreachable];

    /// <summary>The hops with what they say.</summary>
    /// <param name="answer">The destination at the caller's proxy.</param>
    /// <param name="node">The hops from there on.</param>
    /// <returns>The same hops.</returns>
    public static TraceNode Say(DestinationAnswer answer, TraceNode node)
    {
        var next = node.Next.Count == 0 ? node : node with { Next = [.. node.Next.Select(item => Say(answer, item))] };
        return next is { Outcome: TraceOutcome.Broken, Fault: { } fault, Finding: { } finding }
            ? next with { Finding = finding with { Message = Sentence(answer, next.Cluster, fault, finding.Message) } }
            : next;
    }

    private static string Sentence(DestinationAnswer answer, string server, Fault fault, string message)
    {
        var call = FormattableString.Invariant(
            $"{(answer.Subset is { } subset ? $"the subset '{subset.Name}' of " : "")}{answer.Service!.Host}:{answer.Port!.Number}");
        if (AtServer.Contains(fault)) return $"Calls to {call} end at the gateway of {server}: {Lower(message)}";
        if (OfName.Contains(fault)) return $"The gateway of {server} serves no '{answer.Tls!.Sni}' to {call}: {Lower(message)}";
        if (OfPods.Contains(fault)) return $"Calls to {call} find no pod behind the gateway of {server}: {Lower(message)}";
        if (OfCalls.Contains(fault)) return $"Calls to {call} {Lower(message)}";
        return fault == CallFaults.GatewayPort ? $"Calls to {call} end at no server: {Lower(message)}" : message;
    }

    /// <summary>What stands for itself as a sentence goes on behind a colon; the name of an object keeps its capital.</summary>
    private static string Lower(string message) =>
        message.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end && message.AsSpan(0, end).Contains('/')
            ? message
            : char.ToLowerInvariant(message[0]) + message[1..];
}
