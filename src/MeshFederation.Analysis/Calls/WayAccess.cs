using MeshFederation.Analysis.Access;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>
/// Whom the AuthorizationPolicies of the pods at the end of a way refuse: the step of the trace decides, of a request that stands for all,
/// since what only some requests are is nobody's fault.
/// </summary>
internal sealed class WayAccess
{
    private const string OtherDomain = "any-other.domain";

    private readonly GatewayCall _way;
    private readonly SentRequest _sent;
    private readonly IReadOnlyList<RoutedPod> _pods;

    private WayAccess(GatewayCall way)
    {
        _way = way;
        var called = new CalledHost(CalledHostOutcome.Found, way.Service.Host, "") { Service = way.Service, Port = way.Port };
        var request = new MeshRequest { Authority = way.Service.Host, Port = way.Port.Number };
        _sent = new(way.Client, way.Caller, called, request, UnstructuredMap.Empty) { IsAny = true };
        _pods = PodsStep.Known(GatewayPods.Of(way.Server, way.Workload, way.Chain));
    }

    /// <summary>Whether some policy is for the pods that are known, or else for what the service selects.</summary>
    public bool IsDecided => AccessStep.IsDecided(_sent, _way.Server, _way.Chain.Service!, _way.Chain.Port!, _pods, Labels);

    private UnstructuredMap Labels => _way.Chain.Subset?.Labels ?? UnstructuredMap.Empty;

    /// <summary>What is known of a way; null where it ends before, or the cluster has no policies.</summary>
    public static WayAccess? Of(GatewayCall way) =>
        way is { Break: null, Chain: { Outcome: ChainOutcome.Served, Service: not null, Port: not null } } && way.Server != way.Client
        && way.Server.Of(ReadKind.AuthorizationPolicy).Any()
            ? new(way)
            : null;

    /// <summary>
    /// Why callers are refused: those who were declared, and where the client's cluster has nobody who is let in, whoever calls. That some
    /// callers are refused and others are not is what policies are for, and so is what a federation's own policies refuse.
    /// </summary>
    /// <param name="services">The services that were declared.</param>
    public IEnumerable<AccessAnswer> Refused(IReadOnlyList<MeshService> services)
    {
        if (Refusal(null) is { Policy.Federation.Length: 0 } all && !IsSomebodyLetIn()) yield return all;
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
        var caller = Source(_way.Caller.Namespace, null);
        if (caller.TrustDomain is not null || Undecided(_sent) is not { Policy: not null } answer) return null;
        return Undecided(_sent with { Source = caller with { TrustDomain = OtherDomain } }) is null ? answer : null;
    }

    /// <summary>Whoever is in no policy is as everyone else, so those of whom policies speak stand for all.</summary>
    private bool IsSomebodyLetIn()
    {
        var service = _way.Chain.Service!;
        var mentions = new AccessMentions([_way.Server], service.Namespace, service.Selector.With(Labels));
        var other = mentions.Other;
        return mentions.Callers.Select(caller => (Namespace: caller.Namespace ?? other.Namespace, Account: caller.Account ?? other.Account))
            .Append(other).Any(caller => Refusal(Source(caller.Namespace, caller.Account)) is null);
    }

    /// <summary>The callers whom a declaration lets in.</summary>
    private IEnumerable<AccessSource> Declared(IReadOnlyList<MeshService> services)
    {
        var (called, client) = (_way.Chain.Service!, _way.Client.Name);
        var grants = services
            .Where(service => (service.Namespace, service.Name) == (called.Namespace, called.Name)
                && service.In(_way.Server.Name) is not null)
            .SelectMany(service => service.AccessPolicy)
            .Where(policy => (policy.Cluster.Count == 0 || policy.Cluster.Contains(client, StringComparer.Ordinal))
                && (policy.Port.Count == 0 || policy.Port.Contains(_way.Chain.Port!.Name, StringComparer.Ordinal)));
        foreach (var policy in grants)
        {
            foreach (var parts in policy.ServiceAccount.Select(account => account.Split('/'))) yield return Source(parts[0], parts[1]);
            foreach (var space in policy.Namespace) yield return Source(space, null);
        }
    }

    private AccessSource Source(string space, string? account) =>
        AccessSource.Of(_way.Client, MeshCaller.In(space), _way.Server, isMutual: true) with { ServiceAccount = account };

    private AccessAnswer? Undecided(SentRequest sent) =>
        AccessStep.Undecided(sent, _way.Server, _way.Chain.Service!, _way.Chain.Port!, _pods, Labels);

    private AccessAnswer? Refusal(AccessSource? source) =>
        AccessStep.Refusal(_sent with { Source = source }, _way.Server, _way.Chain.Service!, _way.Chain.Port!, _pods, Labels);
}
