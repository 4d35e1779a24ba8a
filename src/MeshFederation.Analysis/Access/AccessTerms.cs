using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Kinds.AuthorizationPolicy;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Access;

/// <summary>A port of a service and a cluster of callers, of whom each is compared.</summary>
internal sealed class AccessTerms
{
    private readonly ExportedService _now;
    private readonly IReadOnlyList<AccessProbe> _probes;
    private readonly IReadOnlyList<UnstructuredMap> _pods;

    public AccessTerms(ExportedService now, ExportedService wanted, RoutingCluster client, MeshPort port, AccessMentions mentions)
    {
        (_now, Wanted, Client, Port) = (now, wanted, client, port);
        _probes = AccessProbe.Of(port, mentions);
        _pods = wanted.Pods(mentions.Policies) is { Count: > 0 } known ? known : now.Pods(mentions.Policies);
    }

    public ExportedService Wanted { get; }

    public RoutingCluster Client { get; }

    public MeshPort Port { get; }

    /// <summary>Whether the callers are of no cluster of the federation, but of a trust domain that is accepted.</summary>
    public bool IsForeign { get; init; }

    public MeshAccess Compare(AccessCaller caller)
    {
        var line = new MeshAccess(
            Wanted.Instance.Cluster.Name, Wanted.Service.ToString(), Port.ToString(), Client.Name, caller.Shown);
        if (Refused(Wanted, caller) is { } refusal) return line with { Message = refusal };

        if (_pods.Count == 0 && Guards() is { } guard)
        {
            return line with
            {
                Before = _now.IsExported is false ? AccessReach.None : AccessReach.Unknown,
                After = Wanted.IsExported is false ? AccessReach.None : AccessReach.Unknown,
                Policy = guard,
                Message = ExportedService.PodsUnknown,
            };
        }

        var both = (_pods.Count == 0 ? [UnstructuredMap.Empty] : _pods)
            .SelectMany(_ => _probes, (labels, probe) =>
                (probe, labels, Old: Ask(_now, labels, probe, caller), New: Ask(Wanted, labels, probe, caller)))
            .ToList();
        var widened = both.Find(item => IsWidened(caller, item.probe, item.labels, item.Old, item.New));
        var telling = widened.probe is not null ? widened.New
            : both.Select(item => item.New).MaxBy(answer => (answer.Policy is not null, answer.Outcome == AccessOutcome.Allowed))!;
        return line with
        {
            Before = Reach(both.Select(item => item.Old)),
            After = Reach(both.Select(item => item.New)),
            Policy = telling.Policy?.ToString(),
            IsWidening = widened.probe is not null,
            Message = widened.probe is null ? telling.Why
                : telling.Policy is null && Missed() is { Length: > 0 } missed ? missed
                : $"{telling.Why}, as {widened.probe}",
        };
    }

    /// <summary>Policies that may be for the pods, where these are not known.</summary>
    private string? Guards() =>
        new AccessMentions([Wanted.View], Wanted.Service.Namespace, null).Policies is [var first, ..] ? first.ToString() : null;

    /// <summary>Why proxies refuse a caller's certificate before any policy is asked; null where they do not.</summary>
    private string? Refused(ExportedService service, AccessCaller caller) =>
        caller.Source.IsMutual is true && TrustDomains.Accepts(service.View.Facts, Client.Facts.TrustDomain) is false
            ? $"the proxies of {service.Instance.Cluster.Name} accept no caller of the trust domain {Client.Facts.TrustDomain}"
            : null;

    private AccessAnswer Ask(ExportedService service, UnstructuredMap labels, AccessProbe probe, AccessCaller caller) =>
        service.IsExported switch
        {
            _ when Refused(service, caller) is { } refusal => new(AccessOutcome.Denied, null, refusal),
            true => Known(service, Decide(service, labels, probe.From(caller.Source, service.Target(Port)))),
            null => new(AccessOutcome.Unknown, null, "the Gateways of its cluster could not be read"),
            false => new(AccessOutcome.Denied, null, "no Gateway for other clusters has its host"),
        };

    /// <summary>Where nothing denies and nothing allows, the policies that are for the pods let it past.</summary>
    private static AccessAnswer Decide(ExportedService service, UnstructuredMap labels, AccessRequest request)
    {
        var access = service.View.Access;
        return access.Decide(service.Service.Namespace, labels, request) is { } answer
            ? answer with { Policy = answer.Policy ?? access.For(service.Service.Namespace, labels)[0] }
            : new(AccessOutcome.Allowed, null, "no AuthorizationPolicy is for its pods");
    }

    /// <summary>Of policies that may not be read it is not known whom they keep out.</summary>
    private static AccessAnswer Known(ExportedService service, AccessAnswer answer) =>
        answer.Outcome == AccessOutcome.Denied || !service.View.Unread.Contains(ReadKind.AuthorizationPolicy.Title)
            ? answer
            : new(AccessOutcome.Unknown, null, "the AuthorizationPolicies of its cluster could not be read");

    private bool IsWidened(AccessCaller caller, AccessProbe probe, UnstructuredMap labels, AccessAnswer old, AccessAnswer now)
    {
        if (now.Outcome != AccessOutcome.Allowed || old.Outcome != AccessOutcome.Denied) return false;
        if (now.Policy is null && old.Policy is null && (IsForeign || caller.Source.Principal is null || Missed().Length == 0))
            return false;
        if (caller.Source.Principal is not { } principal) return true;
        if (IsForeign && TrustDomains.Own(Wanted.View.Facts).Contains(Client.Facts.TrustDomain, StringComparer.Ordinal)) return false;
        var isMeant = !IsForeign && Wanted.Service.LetsIn(Client.Facts, principal, Port, probe.Method, probe.Path)
            && ((now.Policy is null && old.Policy is null) || HasGuard(labels));
        return !isMeant && !Names(now.Policy, probe.From(caller.Source, Wanted.Target(Port)));
    }

    /// <summary>
    /// Whether the object that is made of access policies is for the pods: a declaration alone excuses nobody, since who reads a plan
    /// looks at its objects.
    /// </summary>
    private bool HasGuard(UnstructuredMap labels) =>
        Wanted.View.Access.For(Wanted.Service.Namespace, labels).Any(policy => GuardName.Is(policy, Wanted.Service));

    /// <summary>Whether a policy lets the caller in by its trust domain, so that whoever wrote it means callers of that cluster.</summary>
    private bool Names(MeshManifest? policy, AccessRequest request) =>
        policy is not null
        && !TrustDomains.Own(Wanted.View.Facts).Contains(Client.Facts.TrustDomain, StringComparer.Ordinal)
        && Wanted.View.Access.MeansDomain(policy, request);

    /// <summary>What lets a caller in past an access policy for other pods than the Service's; empty where it is for these.</summary>
    private string Missed() => Wanted.Selector is { } selector && Wanted.Service.IsGuarded()
        && !UnstructuredMap.Of(Wanted.Instance.Selector).Selects(selector)
        ? $"its access policy is for the pods {Wanted.Instance.Selector}, and the Service selects {selector.Describe()}; "
            + "New-MeshServiceEntry -Selector says that"
        : "";

    /// <summary>What somebody reaches, who gets an answer for each request and each pod.</summary>
    public static AccessReach Reach(IEnumerable<AccessAnswer> answers)
    {
        var outcomes = answers.Select(answer => answer.Outcome).ToHashSet();
        if (outcomes.Contains(AccessOutcome.Allowed)) return outcomes.Count == 1 ? AccessReach.All : AccessReach.Some;
        return outcomes.Contains(AccessOutcome.Unknown) ? AccessReach.Unknown : AccessReach.None;
    }
}
