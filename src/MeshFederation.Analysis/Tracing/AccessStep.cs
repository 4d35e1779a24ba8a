using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Whether the AuthorizationPolicies of the pods that are called let the request in.</summary>
internal static class AccessStep
{
    /// <summary>The step; null where no policy is for the pods.</summary>
    /// <param name="sent">The request.</param>
    /// <param name="server">The cluster of the pods.</param>
    /// <param name="service">Their service.</param>
    /// <param name="port">Its port.</param>
    /// <param name="pods">The pods; empty where none are known, and the labels that they must have count.</param>
    /// <param name="subsetLabels">The labels of the subset.</param>
    /// <param name="isMutual">Whether the mesh's TLS is spoken to a pod; null when that is not known.</param>
    public static TraceNode? Node(
        SentRequest sent,
        RoutingCluster server,
        RoutedService service,
        RoutedPort port,
        IReadOnlyList<RoutedPod> pods,
        UnstructuredMap subsetLabels,
        Func<RoutedPod?, bool?> isMutual)
    {
        var decided = Decide(sent, server, service, port, pods, subsetLabels, isMutual);
        if (decided.Count == 0) return null;
        var worst = decided.MaxBy(answer => answer.Outcome)!;
        var node = new TraceNode(server.Name, TraceStep.Authorization, worst.Policy?.ToString() ?? "", "let in", worst.Why);
        if (worst.Outcome == AccessOutcome.Allowed) return node;
        var refusing = decided.Count(answer => answer.Outcome == AccessOutcome.Denied);
        if (refusing == 0) return node with { Decision = "not decided", Outcome = TraceOutcome.Unknown };
        var how = sent.At(server, port, isMutual: null).IsHttp ? "403, RBAC: access denied" : "the connection is closed";
        if (refusing == Math.Max(pods.Count, 1)) return (node with { Decision = $"refused: {how}" }).Breaks(CallFaults.AccessDenied);
        var finding = CallFaults.AccessDenied.Finding(server.Name, node.Reference, worst.Why);
        return node with
        {
            Decision = FormattableString.Invariant($"refused by {refusing} of {pods.Count} pods: {how}"),
            Outcome = TraceOutcome.Unknown,
            Finding = finding
        };
    }

    /// <summary>Whether some policy is for the pods.</summary>
    public static bool IsDecided(SentRequest sent, AnsweringPods asked) => Decide(sent, asked).Count > 0;

    /// <summary>
    /// What all of the pods refuse the request by, in whichever version their cluster may have; null where one may let it in.
    /// </summary>
    public static AccessAnswer? Refusal(SentRequest sent, AnsweringPods asked)
    {
        if (RefusalIn(sent, asked) is not { } refusal) return null;
        foreach (var other in asked.Server.OtherVersions)
        {
            if (RefusalIn(In(other, sent, asked), asked with { Server = other }) is null) return null;
        }

        return refusal;
    }

    /// <summary>
    /// Another version that the cluster of the pods may have, in which its policies decide otherwise; null where the version is known, or
    /// decides nothing.
    /// </summary>
    public static RoutingCluster? Otherwise(SentRequest sent, AnsweringPods asked)
    {
        if (asked.Server.OtherVersions.Count == 0) return null;
        var own = Outcome(sent, asked);
        foreach (var other in asked.Server.OtherVersions)
        {
            if (Outcome(In(other, sent, asked), asked with { Server = other }) != own) return other;
        }

        return null;
    }

    /// <summary>The request where the cluster of the pods has another version: who calls there from itself does so from the same.</summary>
    private static SentRequest In(RoutingCluster other, SentRequest sent, AnsweringPods asked) =>
        sent.Client == asked.Server ? sent with { Client = other } : sent;

    /// <summary>What the pods make of it: the worst of them, and how many refuse it.</summary>
    private static (AccessOutcome Worst, int Refusing) Outcome(SentRequest sent, AnsweringPods asked)
    {
        var decided = Decide(sent, asked);
        return (decided.Select(answer => answer.Outcome).DefaultIfEmpty(AccessOutcome.Allowed).Max(),
            decided.Count(answer => answer.Outcome == AccessOutcome.Denied));
    }

    private static AccessAnswer? RefusalIn(SentRequest sent, AnsweringPods asked)
    {
        var decided = Decide(sent, asked);
        return decided.Count(answer => answer.Outcome == AccessOutcome.Denied) == Math.Max(asked.Pods.Count, 1) ? decided[0] : null;
    }

    /// <summary>What keeps it from being known whether the pods let the request in; null where it is known.</summary>
    public static AccessAnswer? Undecided(SentRequest sent, AnsweringPods asked) =>
        Decide(sent, asked).Find(answer => answer.Outcome == AccessOutcome.Unknown);

    private static List<AccessAnswer> Decide(SentRequest sent, AnsweringPods asked) =>
        Decide(sent, asked.Server, asked.Service, asked.Port, asked.Pods, asked.Labels, asked.IsMutual);

    /// <summary>What the policies of each pod say; none of pods for which there are none.</summary>
    private static List<AccessAnswer> Decide(
        SentRequest sent, RoutingCluster server, RoutedService service, RoutedPort port, IReadOnlyList<RoutedPod> pods,
        UnstructuredMap subsetLabels, Func<RoutedPod?, bool?> isMutual)
    {
        IEnumerable<AccessAnswer?> answers = pods.Count == 0
            ? [server.Access.Decide(service.Namespace, service.Selector.With(subsetLabels), sent.At(server, port, isMutual(null)))]
            : pods.Where(pod => pod.HasSidecar is not false && PodTls.KeptFromSidecar(port, pod) is null)
                .Select(pod => server.Access.Decide(pod.Namespace, pod.Labels, sent.At(server, port, isMutual(pod))));
        return [.. answers.OfType<AccessAnswer>()];
    }
}
