using MeshFederation.Analysis.Access;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Whom the AuthorizationPolicies of the pods at the end of a way, or of a call in the own cluster, refuse: the step of the trace decides,
/// of a request that stands for all, since what only some requests are is nobody's fault.
/// </summary>
internal sealed class WayAccess
{
    private const string OtherDomain = "any-other.domain";

    private readonly SentRequest _sent;
    private readonly AnsweringPods _asked;

    private WayAccess(RoutingCluster client, MeshCaller caller, RoutedService service, RoutedPort port, AnsweringPods asked)
    {
        var called = new CalledHost(CalledHostOutcome.Found, service.Host, "") { Service = service, Port = port };
        var request = new MeshRequest { Authority = service.Host, Port = port.Number };
        _sent = new(client, caller, called, request, UnstructuredMap.Empty) { IsAny = true };
        _asked = asked;
    }

    /// <summary>Whether some policy is for the pods that are known, or else for what the service selects.</summary>
    public bool IsDecided => AccessStep.IsDecided(_sent, _asked);

    /// <summary>What is known of a way; null where it ends before, or the cluster has no policies.</summary>
    public static WayAccess? Of(GatewayCall way)
    {
        if (way is not { Break: null, Chain: { Outcome: ChainOutcome.Served, Service: { } service, Port: { } port } chain }) return null;
        if (way.Server == way.Client || !way.Server.Of(ReadKind.AuthorizationPolicy).Any()) return null;
        var pods = PodsStep.Known(GatewayPods.Of(way.Server, way.Workload, chain));
        var labels = chain.Subset?.Labels ?? UnstructuredMap.Empty;
        return new(way.Client, way.Caller, way.Service, way.Port, new(way.Server, service, port, pods, labels, static _ => true));
    }

    /// <summary>
    /// What is known of a call that ends at pods of the caller's own cluster; null where it does not, or the cluster has no policies.
    /// </summary>
    public static WayAccess? Local(RoutingCluster cluster, MeshCaller caller, DestinationAnswer answer)
    {
        if (answer is not { Outcome: DestinationOutcome.Found, Service: { IsKubernetes: true } service, Port: { } port, Tls: { } tls })
            return null;
        if (answer is not { Endpoints: { } endpoints, Pods: { } selection } || endpoints.Endpoints.Any(endpoint => endpoint.Pod is null))
            return null;
        if (!cluster.Of(ReadKind.AuthorizationPolicy).Any()) return null;
        IReadOnlyList<RoutedPod> pods = selection.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads
            ? DestinationBreaks.Called(answer) : [];
        var labels = answer.Subset?.Labels ?? UnstructuredMap.Empty;
        return new(
            cluster, caller, service, port,
            new(cluster, service, port, pods, labels, pod => PodTls.IsMutual(cluster, port, tls, pod)));
    }

    /// <summary>
    /// Where the gateway of a way ends its TLS and routes by VirtualServices, it is who calls the pods of its cluster: what is known of
    /// its calls there, by the route of any request; none where the way ends before.
    /// </summary>
    /// <param name="way">The way.</param>
    /// <param name="host">The host that is asked for.</param>
    public static IEnumerable<WayAccess> Routed(GatewayCall way, string host)
    {
        if (way.Break is { Fault.IsOfRequest: false } || way.Server == way.Client) return [];
        if (way.Chain is not { Outcome: ChainOutcome.Routed, Router: { } router }) return [];
        if (!way.Server.Of(ReadKind.AuthorizationPolicy).Any()) return [];
        var request = GatewayRouteStep.Request(router, way.Tls.Sni, host, new() { Authority = host, Port = way.Port.Number });
        var choice = GatewayRouting.Choose(way.Server, way.Workload.Proxy, router, request);
        if (choice is not { Outcome: RouteOutcome.Routed, Abort: not { Share: >= 100 } }) return [];
        return choice.Shares.Where(share => share.Share > 0)
            .Select(share => Local(way.Server, way.Workload.Proxy, DestinationChooser.Choose(way.Server, way.Workload.Proxy, share)))
            .OfType<WayAccess>();
    }

    /// <summary>
    /// Why callers are refused: those who were declared, and where the client's cluster has nobody who is let in, whoever calls. That some
    /// callers are refused and others are not is what policies are for, and so is what a federation's own policies refuse. A gateway is
    /// one caller.
    /// </summary>
    /// <param name="services">The services that were declared.</param>
    public IEnumerable<AccessAnswer> Refused(IReadOnlyList<MeshService> services)
    {
        if (Refusal(null) is { Policy.Federation.Length: 0 } all && (_sent.Caller.IsGateway || !IsSomebodyLetIn())) yield return all;
        if (_sent.Client == _asked.Server) yield break;
        foreach (var source in Declared(services))
        {
            if (Refusal(source) is { Policy: not null } refusal) yield return refusal;
        }
    }

    /// <summary>
    /// Why it is not known whether callers are let in, where it hangs on their trust domain, which is not known either; null else.
    /// </summary>
    public AccessAnswer? Undecided()
    {
        var caller = Source(_sent.Caller.Namespace, null);
        if (caller.TrustDomain is not null || Undecided(_sent) is not { Policy: not null } answer) return null;
        return Undecided(_sent with { Source = caller with { TrustDomain = OtherDomain } }) is null ? answer : null;
    }

    /// <summary>Whoever is in no policy is as everyone else, so those of whom policies speak stand for all.</summary>
    private bool IsSomebodyLetIn()
    {
        var service = _asked.Service;
        var mentions = new AccessMentions([_asked.Server], service.Namespace, service.Selector.With(_asked.Labels));
        var other = mentions.Other;
        return mentions.Callers.Select(caller => (Namespace: caller.Namespace ?? other.Namespace, Account: caller.Account ?? other.Account))
            .Append(other).Any(caller => Refusal(Source(caller.Namespace, caller.Account)) is null);
    }

    /// <summary>The callers whom a declaration lets in.</summary>
    private IEnumerable<AccessSource> Declared(IReadOnlyList<MeshService> services)
    {
        var (called, client) = (_asked.Service, _sent.Client.Name);
        var grants = services
            .Where(service => (service.Namespace, service.Name) == (called.Namespace, called.Name)
                && service.In(_asked.Server.Name) is not null)
            .SelectMany(service => service.AccessPolicy)
            .Where(policy => (policy.Cluster.Count == 0 || policy.Cluster.Contains(client, StringComparer.Ordinal))
                && (policy.Port.Count == 0 || policy.Port.Contains(_asked.Port.Name, StringComparer.Ordinal)));
        foreach (var policy in grants)
        {
            foreach (var parts in policy.ServiceAccount.Select(account => account.Split('/'))) yield return Source(parts[0], parts[1]);
            foreach (var space in policy.Namespace) yield return Source(space, null);
        }
    }

    private AccessSource Source(string space, string? account) =>
        AccessSource.Of(_sent.Client, MeshCaller.In(space), _asked.Server, isMutual: true) with { ServiceAccount = account };

    private AccessAnswer? Undecided(SentRequest sent) => AccessStep.Undecided(sent, _asked);

    private AccessAnswer? Refusal(AccessSource? source) => AccessStep.Refusal(_sent with { Source = source }, _asked);
}
