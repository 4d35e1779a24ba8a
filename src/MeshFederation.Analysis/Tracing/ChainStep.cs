using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.AcrossClusters;
using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Analysis.Rules.Versions;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The steps at the serving gateway: its server, the rewriting of old ones, and the chain.</summary>
internal sealed class ChainStep
{
    private readonly SentRequest _sent;
    private readonly RoutingCluster _server;
    private readonly GatewayWorkload _workload;

    private readonly RoutingMesh _mesh;

    /// <summary>Whether the pods there are discovered by the caller's istiod, whose own DestinationRules have the subset.</summary>
    public bool ToDiscoveredPods { get; init; }

    public ChainStep(RoutingMesh mesh, SentRequest sent, RoutingCluster server, GatewayWorkload workload) =>
        (_mesh, _sent, _server, _workload) = (mesh, sent, server, workload);

    public TraceNode Follow(DestinationAnswer answer, string addresses, GatewayMatch match, IEnumerable<TraceEndpoint> endpoints)
    {
        var chain = PassthroughChains.Find(_server, _workload, answer.Tls!);
        if (chain.Outcome == ChainOutcome.Routed)
        {
            var routed = GatewayRouteStep.Follow(_mesh, _sent, _server, _workload, chain, answer, addresses, endpoints);
            return _workload.IsVersionAssumedIn(_server.Facts) && _server.OtherVersions.Count > 0
                ? VersionWays.Mark(_server, answer.Service!.Host, routed, InOtherVersions(answer, addresses, match, endpoints))
                : routed;
        }

        var how = match == GatewayMatch.Name
            ? $"taken for the gateway of {_server.Name}, which is said to be there: no cluster is known to have the address"
            : $"{addresses} is the gateway {_workload}";
        var gateway = new TraceNode(_server.Name, TraceStep.Gateway, chain.Server?.Gateway.ToString() ?? "", Server(chain, addresses), how)
            .Calls(endpoints);
        var isOfServer = chain.Outcome is ChainOutcome.NoServer or ChainOutcome.HostNotCovered or ChainOutcome.Twice;
        if (chain.Otherwise is not null && (isOfServer || chain.Outcome == ChainOutcome.Served)) return Doubted(gateway, chain);
        if (isOfServer || chain.Outcome == ChainOutcome.RouterMode)
        {
            return (gateway with { Why = chain.Why + AskedBy(chain, answer) }).Breaks(Problem(chain), GatewayOf(chain), chain.Why);
        }

        var served = Chain(chain, answer);
        return gateway.To(chain.Rewriter is null ? served : Rewriting(chain, answer).To(served));
    }

    /// <summary>What the gateway does in other versions, in which other routes and policies may be there.</summary>
    private List<TraceNode> InOtherVersions(
        DestinationAnswer answer, string addresses, GatewayMatch match, IEnumerable<TraceEndpoint> endpoints) =>
        [.. _server.OtherVersions.Select(other =>
            new ChainStep(_mesh.With(other), _sent, other, _workload).Follow(answer, addresses, match, endpoints))];

    private TraceNode Chain(ChainAnswer chain, DestinationAnswer answer)
    {
        var reference = (chain.Subset?.From ?? chain.Rule?.First)?.ToString() ?? chain.Service?.Reference ?? "";
        var node = new TraceNode(_server.Name, TraceStep.FilterChain, reference, chain.Key?.ToString() ?? answer.Tls!.Sni, chain.Why);
        if (chain.Key is { } key) node = node.About(key.Host, key.Subset, key.Port);
        if (chain.Outcome == ChainOutcome.Served) return node.To(PodsStep.Remote(_sent, _server, _workload, chain, answer));
        if (chain is { Outcome: ChainOutcome.ServiceUnknown, Key.Host: var host }
            && ServiceHost.IsOf(host, _server.Facts.ClusterDomain) && !_server.Completeness.Knows(host))
        {
            var unknown = DestinationNotAmongInput.Sentence(_server.Name, host);
            return (node with { Why = unknown }).Ends(TraceOutcome.Unknown, new(CallFaults.NotAmongInput, Fault.Sentence(unknown)), host);
        }

        var inert = ClusterRewrites.For(_server, _workload).FirstOrDefault();
        node = node with
        {
            Decision = $"no chain for {answer.Tls!.Sni}: the connection is closed, flag UF or UC",
            Why = chain.Why + AskedBy(chain, answer)
        };
        var version = _workload.VersionIn(_server.Facts);
        if (inert is null || chain.Rewriter is not null || !IstiodSettings.HasChainsPerService(_server.Facts, version))
        {
            if (chain.Otherwise is not null) return Doubted(node, chain);
            return ToDiscoveredPods && chain.Outcome == ChainOutcome.SubsetUnknown && answer.Subset is { From: var rule, Name: var subset }
                ? node.Breaks(new(CallFaults.SubsetOfOnePrimary, SubsetOfOnePrimary.Sentence(_server.Name, subset, chain)), rule.ToString())
                : node.Breaks(Problem(chain), reference.Length > 0 ? reference : GatewayOf(chain), chain.Why);
        }

        if (_server.Facts.IsVersionAssumed && FilterInert.IsDoubted(_server, inert))
            return Doubted(node with { Reference = inert.ToString() }, FilterInert.Question(_server), inert.ToString());
        if (chain.Otherwise is not null) return Doubted(node, chain);

        var why = $"{chain.Why}; {inert} would rewrite it, but the gateways of Istio {version} have no sni_cluster "
            + "filter for it to change, so it does nothing";
        node = node with { Reference = inert.ToString(), Why = why };
        return FilterInert.Why(_server) is { } inertly
            ? node.Breaks(new(CallFaults.FilterInert, inertly), inert.ToString())
            : node.Breaks(CallFaults.FilterInert);
    }

    private TraceNode Doubted(TraceNode node, ChainAnswer chain) =>
        Doubted(node, ChainVersions.Question(_server, chain), ChainVersions.Decider(chain)?.ToString() ?? GatewayOf(chain));

    /// <summary>What the gateway does hangs on a version that nobody said.</summary>
    private TraceNode Doubted(TraceNode node, string question, string target)
    {
        var doubt = VersionDoubts.Of(_server.Name, question);
        return (node with { Decision = "whether a chain takes the name is not known", Why = doubt.Sentence })
            .Ends(TraceOutcome.Unknown, doubt, target);
    }

    /// <summary>A name that the gateway does not know is more often wrong where it is sent than where it is looked up.</summary>
    private string AskedBy(ChainAnswer chain, DestinationAnswer answer)
    {
        if (chain.Key is null || answer.Tls is not { Field.Length: > 0 } tls) return "";
        var owner = tls.Field.StartsWith("subsets", StringComparison.Ordinal) ? answer.Subset!.From : answer.Rule!.PolicyFrom;
        return tls.SniIsOwn
            ? $"; {owner} in {_sent.Client.Name} sends the default name, since its {tls.Field} has no sni"
            : $"; {owner} in {_sent.Client.Name} sends the name, {tls.Field}.sni";
    }

    private TraceNode Rewriting(ChainAnswer chain, DestinationAnswer answer) =>
        new(
            _server.Name,
            TraceStep.EnvoyFilter,
            chain.Rewriter!.ToString(),
            $"makes the name {chain.Key}",
            $"tcp_cluster_rewrite changes {answer.Tls!.Sni}");

    /// <summary>The Gateway that decides; a name that is of no form is refused by all of the workload's.</summary>
    private string GatewayOf(ChainAnswer chain) => chain.Server?.Gateway.ToString() ?? $"Gateway/{_workload.Namespace}";

    private static string Server(ChainAnswer chain, string addresses) => chain.Server is { } server
        ? FormattableString.Invariant($"servers[{server.Index}], port {server.Port}, takes {addresses}")
        : $"nothing takes {addresses}";

    private Fault Problem(ChainAnswer chain) => chain.Outcome switch
    {
        ChainOutcome.NoServer => CallFaults.NoServer,
        ChainOutcome.HostNotCovered => CallFaults.HostNotCovered,
        ChainOutcome.Twice => CallFaults.ServedTwice,
        ChainOutcome.RouterMode => CallFaults.RouterMode,
        ChainOutcome.ServiceExternal => CallFaults.ServedExternal,
        ChainOutcome.NotSubsetKey => CallFaults.ServedName,
        ChainOutcome.NoCluster => CallFaults.ServedCluster,
        ChainOutcome.ServiceUnknown => CallFaults.ServedHostUnknown,
        ChainOutcome.PortUnknown => CallFaults.ServedPort,
        _ => HiddenSubsets.Has(_server, _workload, chain) ? CallFaults.ServedSubsetHidden : CallFaults.ServedSubset,
    };
}
