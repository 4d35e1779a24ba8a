using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Mesh;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The last step: the pods.</summary>
internal static class PodsStep
{
    private const int Named = 3;

    public static TraceNode Local(RoutingCluster client, DestinationAnswer answer, SentRequest sent, CallBreak? found)
    {
        var (port, tls) = (answer.Port!, answer.Tls!);
        IReadOnlyList<RoutedPod> selected = DestinationBreaks.Called(answer);
        var node = Node(client, answer.Service!, answer.ConnectsToCalledAddress ? null : answer.Subset, answer.Pods!, selected)
            .Calls(TraceValues.Endpoints(client, answer)
                .Where(endpoint => selected.Any(pod => (pod.Address ?? pod.Reference) == endpoint.Address)));
        if (answer is { ConnectsToCalledAddress: true, Subset.Labels.Count: > 0 })
        {
            node = node with
            {
                Why = $"{node.Why}; the proxy connects to the address that was looked up, so the labels of the subset choose none of them"
            };
        }

        if (answer.Outcome == DestinationOutcome.NoEndpoint)
        {
            return (node with { Decision = "no pod: 503, flag UH", Why = answer.Why })
                .Gets(503, EnvoyFlags.NoEndpoint).Breaks(found!, Target(answer.Service!, answer.Subset));
        }

        var known = answer.Pods!.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads ? selected : [];
        var refusals = known.Select(pod => PodTls.Refusal(client, port, tls, pod)).OfType<string>().ToList();
        if (found is not null)
        {
            node = node with
            {
                Decision = "the pods refuse the connection: 503, flag UF or UC",
                Why = DestinationBreaks.Refusal(client, answer) ?? ""
            };
            return node.Breaks(found, answer.Rule?.PolicyFrom.ToString() ?? answer.Service!.Reference);
        }

        if (refusals.Count > 0) node = node with { Why = $"{node.Why}; {string.Join("; ", refusals)}" };
        if (tls.Mode == UpstreamTlsMode.AutoMutual && known.All(pod => PodTls.IsMutual(client, port, tls, pod) is not false))
            node = PastSidecars(node, known, port);
        if (!answer.ConnectsToCalledAddress) node = OnNode(node, answer.Service!, "the caller");
        var labels = answer.Subset?.Labels ?? UnstructuredMap.Empty;
        return After(
            AccessStep.Node(sent, client, answer.Service!, port, known, labels, pod => PodTls.IsMutual(client, port, tls, pod)), node);
    }

    /// <summary>The pods behind a tunnel.</summary>
    public static TraceNode Behind(RoutingCluster server, RoutedService service, PodSelection pods) =>
        Node(server, service, null, pods, [.. pods.OfService.Where(pod => pod.IsReady is not false)]);

    public static TraceNode Remote(
        SentRequest sent, RoutingCluster server, GatewayWorkload workload, ChainAnswer chain, DestinationAnswer answer)
    {
        var pods = GatewayPods.Of(server, workload, chain);
        var (service, subset) = (chain.Service!, chain.Subset);
        var node = Node(server, service, subset, pods.Selection, CalledOf(pods));
        if (pods.AreCalled && server.Facts.IsVersionAssumed && IstiodSettings.LeavesLabelsOut(server.Facts) is { } left)
            return Doubted(node, server, TelemetryLabelsOff.Question(server.Facts, left), ConfigMapOf(server));

        if (!server.Facts.IsVersionAssumed && IstiodSettings.HidesEndpoints(server.Facts) is { } variable)
        {
            node = node with { Decision = "the gateway has no endpoint: 503, flag UH", Why = $"{variable} of istiod is false" };
            return node.Breaks(CallFaults.TelemetryLabelsOff, ConfigMapOf(server), TelemetryLabelsOff.Why(server.Facts, variable));
        }

        if (GatewayPods.Otherwise(server, workload, chain, pods) is { } other)
        {
            var question = $"the gateway of {server.Name} calls no endpoint of {service.Reference}, since "
                + $"{(pods.AreCalled ? other : pods).WhyNone},";
            return Doubted(node, server, question, Target(service, subset));
        }

        node = node.Calls(pods.Called.Select(endpoint => TraceValues.Endpoint(server.Name, endpoint, isMutual: true)));
        node = OnNode(PastSidecars(node, [.. pods.Pods], chain.Port!), service, "the gateway");
        if (pods.Refusal is { } refusal)
        {
            return (node with { Decision = "the gateway calls none of them: 503, flag UH", Why = refusal })
                .Breaks(CallFaults.PodsRefused, chain.Rule!.PolicyFrom.ToString());
        }

        if (pods.MayBe) return Identities(sent, server, chain, answer, pods, node);
        if (pods.Called.Count + pods.Dropped.Count == 0 && !service.IsKubernetes)
        {
            var isOfSubset = ServiceEndpoints.All(server, service, chain.Port!).Any();
            var why = isOfSubset
                ? $"no endpoint of {service.Reference} has the labels {subset!.Labels.Describe()} of the subset '{subset.Name}'"
                : $"{service.Reference} has no endpoint";
            node = node with { Decision = "no endpoint: 503, flag UH", Why = why };
            return node.Breaks(CallFaults.NoEndpoint, isOfSubset ? Target(service, subset) : service.Reference);
        }

        if (pods.Called.Count + pods.Dropped.Count == 0)
        {
            node = node with { Decision = "no pod: 503, flag UH", Why = Missing(service, subset, pods.Selection) };
            return node.Breaks(CallFaults.NoPods, Target(service, subset), DestinationBreaks.NoPods(service, subset, pods.Selection));
        }

        if (pods.Called.Count > 0) return Identities(sent, server, chain, answer, pods, node);
        var uncalled = $"of {pods.Dropped.Count} selected pods none is called; {pods.Dropped[0].Endpoint.Reference}: {pods.Dropped[0].Why}";
        return (node with { Decision = "the gateway calls none of them: 503, flag UH", Why = uncalled })
            .Breaks(CallFaults.PodsUnreachable, Target(service, subset));
    }

    /// <summary>The pods whose policies count; empty where the service and subset alone tell of them.</summary>
    public static IReadOnlyList<RoutedPod> Known(GatewayPods pods) => pods.IsKnown ? [.. pods.Pods] : [];

    /// <summary>Of versions that are declared no endpoint is known, but that there are pods of them.</summary>
    private static IReadOnlyList<RoutedPod> CalledOf(GatewayPods pods) =>
        pods.Selection.Knowledge == PodKnowledge.Versions ? pods.Selection.Selected : [.. pods.Pods];

    private static TraceNode Identities(
        SentRequest sent, RoutingCluster server, ChainAnswer chain, DestinationAnswer answer, GatewayPods pods, TraceNode node)
    {
        var (known, labels) = (Known(pods), chain.Subset?.Labels ?? UnstructuredMap.Empty);
        var asked = new AnsweringPods(server, chain.Service!, chain.Port!, known, labels, static _ => true);
        var end = AccessStep.Otherwise(sent, asked) is { } other
            ? Doubted(server, other, chain.Service!)
            : After(AccessStep.Node(sent, server, chain.Service!, chain.Port!, known, labels, static _ => true), node);
        return After(IdentityStep.Node(sent.Client, server, chain, answer, pods), end);
    }

    /// <summary>
    /// Of a Service that says <c>internalTrafficPolicy: Local</c> proxies call the pods on their own node alone, and which node that is no
    /// object tells. Old istiods do not look at it (istio pilot/pkg/xds/endpoints/endpoint_builder.go buildLocalityLbEndpointsFromShards,
    /// releasenotes/notes/42377.yaml).
    /// </summary>
    private static TraceNode OnNode(TraceNode node, RoutedService service, string proxy)
    {
        if (!service.IsNodeLocal) return node;
        var why = $"{node.Why}; the internalTrafficPolicy of {service.Reference} is Local, so only those on the node of {proxy} are "
            + "called, and whether one is there is not known";
        return node with { Outcome = TraceOutcome.Unknown, Why = why };
    }

    /// <summary>Where the sidecar of no pod takes the connection, the mesh's TLS comes to applications, which seldom speak it.</summary>
    private static TraceNode PastSidecars(TraceNode node, IReadOnlyList<RoutedPod> pods, RoutedPort port)
    {
        string? first = null;
        foreach (var pod in pods)
        {
            if (PodTls.KeptFromSidecar(port, pod) is not { } why) return node;
            first ??= why;
        }

        return first is null
            ? node
            : node with { Outcome = TraceOutcome.Unknown, Why = $"{node.Why}; {first}, and whether it takes that is not known" };
    }

    /// <summary>What comes before a hop, where there is anything; the way ends there when it breaks.</summary>
    private static TraceNode After(TraceNode? before, TraceNode node) =>
        before is null ? node : before.Outcome == TraceOutcome.Broken ? before : before.To(node);

    private static TraceNode Node(
        RoutingCluster cluster, RoutedService service, RuleSubset? subset, PodSelection selection, IReadOnlyList<RoutedPod> called)
    {
        var labels = Labels(service, subset);
        var node = new TraceNode(cluster.Name, TraceStep.Pods, service.Reference, labels, "") { Outcome = TraceOutcome.Delivered };
        switch (selection.Knowledge)
        {
            case PodKnowledge.Nothing:
                return node with
                {
                    Why = "no pod or Deployment of it is among the input, so that such pods run is not checked",
                    Outcome = TraceOutcome.Unknown
                };
            case PodKnowledge.Versions when called.Count == 0:
                var known = string.Join(", ", service.Declared!.Version);
                var why = $"the versions that are declared for it in {cluster.Name} are {known}, and none has the labels {labels}";
                var none = DestinationBreaks.NoPods(service, subset, selection);
                return node with
                {
                    Why = why,
                    Outcome = TraceOutcome.Unknown,
                    Finding = CallFaults.NoPods.Finding(cluster.Name, Target(service, subset), none),
                };
            case PodKnowledge.Versions:
                return node with { Why = "a declaration knows of such a version" };
            default:
                var names = called.Take(Named).Select(pod => pod.Reference).ToList();
                var more = called.Count > Named ? FormattableString.Invariant($" and {called.Count - Named} more") : "";
                return node with
                {
                    Decision = $"{string.Join(", ", names)}{more}",
                    Why = $"selected by {(labels.Length == 0 ? "the Service" : labels)}"
                };
        }
    }

    private static string Missing(RoutedService service, RuleSubset? subset, PodSelection selection) => selection.OfService.Count == 0
        ? $"no pod has the labels {service.Selector.Describe()} that {service.Reference} selects"
        : $"{string.Join(", ", selection.OfService.Take(Named).Select(pod => pod.Reference))}"
            + $"{(selection.OfService.Count > Named ? " and the others" : "")} of {service.Reference} lack {subset!.Labels.Describe()}, "
            + $"the labels of the subset {subset.Name}";

    private static string Labels(RoutedService service, RuleSubset? subset)
    {
        var (own, more) = (service.Selector.Describe(), subset?.Labels.Describe() ?? "");
        var both = own.Length > 0 && more.Length > 0 ? $"{own},{more}" : own + more;
        return both.Length == 0 ? $"all pods of {service.Reference}" : both;
    }

    /// <summary>Which endpoints the gateway calls hangs on a version that nobody said.</summary>
    private static TraceNode Doubted(TraceNode node, RoutingCluster server, string question, string target)
    {
        var doubt = VersionDoubts.Of(server.Name, question);
        return (node with { Decision = "whether the gateway calls any of them is not known", Why = doubt.Sentence })
            .Ends(TraceOutcome.Unknown, doubt, target);
    }

    /// <summary>Whether the pods let the call in hangs on a version that nobody said.</summary>
    private static TraceNode Doubted(RoutingCluster server, RoutingCluster other, RoutedService service)
    {
        var question = $"AuthorizationPolicies hold for {service.Reference} in {server.Name} as in Istio {server.Facts.IstioVersion}, and "
            + $"not as in {other.Facts.IstioVersion},";
        var doubt = VersionDoubts.Of(server.Name, question);
        return new TraceNode(server.Name, TraceStep.Authorization, "", "not decided", doubt.Sentence)
            .Ends(TraceOutcome.Unknown, doubt, service.Reference);
    }

    private static string ConfigMapOf(RoutingCluster server) => $"ConfigMap/{server.Facts.IstioNamespace}/{ControlPlaneNames.Mesh}";

    private static string Target(RoutedService service, RuleSubset? subset) => subset?.From.ToString() ?? service.Reference;
}
