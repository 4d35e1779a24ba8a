using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>
/// The AuthorizationPolicies of a cluster, and what they make of a request: CUSTOM first, then DENY, then ALLOW, of which one must hold
/// where there is any (istio pilot/pkg/model/authorization.go ListAuthorizationPolicies; pilot/pkg/security/authz/builder/builder.go).
/// Policies with targetRefs are for waypoints and gateways, and those with the annotation istio.io/dry-run are only tried.
/// </summary>
public sealed class AccessPolicies
{
    private readonly ILookup<string, MeshManifest> _byNamespace;
    private readonly MeshCluster _cluster;
    private readonly TokenReaders _tokens;

    internal AccessPolicies(IEnumerable<MeshManifest> policies, MeshCluster cluster, TokenReaders tokens)
    {
        (_cluster, _tokens) = (cluster, tokens);
        _byNamespace =
            policies.Where(IsEnforced).Order(CreationOrder.OldestFirst).ToLookup(policy => policy.Namespace, StringComparer.Ordinal);
    }

    /// <summary>What the policies of pods make of a request.</summary>
    /// <param name="namespace">The namespace of the pods.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="request">The request.</param>
    /// <returns>The answer; null where no policy is for the pods, and they read no token of the request.</returns>
    public AccessAnswer? Decide(string @namespace, IReadOnlyDictionary<string, object?> labels, AccessRequest request)
    {
        var mine = For(@namespace, labels);
        var token = _tokens.At(@namespace, labels, request);
        if (mine.Count == 0) return token.Doubt;
        var answer = Decide(mine, request with { IsWithoutToken = token.IsNone });
        return answer.Outcome == AccessOutcome.Denied ? answer : token.Doubt ?? answer;
    }

    private AccessAnswer Decide(List<MeshManifest> mine, AccessRequest request)
    {
        var answer = Judge(mine, request);
        if (answer.Outcome == AccessOutcome.Denied) return answer;
        if (mine.Find(policy => Does(policy, PolicyAction.Custom) && Holds(policy, request) is not false) is not { } custom)
            return answer;
        return new(
            AccessOutcome.Unknown,
            custom,
            $"{custom} asks the provider {custom.Spec.Map("provider")?.Text("name")}, whose answer is not known");
    }

    /// <summary>Whether a policy lets a request in by a rule that names the trust domain of its caller.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    /// <returns>True when it does; false also where that depends on what is not known.</returns>
    public bool MeansDomain(MeshManifest policy, AccessRequest request) =>
        Does(policy, PolicyAction.Allow)
        && request.Source.TrustDomain is not null
        && policy.Spec.Maps("rules")
            .Any(rule => new AccessRule(rule, _cluster, policy.Namespace, denies: false).MeansDomain(request));

    /// <summary>The policies of pods.</summary>
    /// <param name="namespace">The namespace of the pods.</param>
    /// <param name="labels">Their labels.</param>
    /// <returns>The policies, those of Istio's root namespace first.</returns>
    internal List<MeshManifest> For(string @namespace, IReadOnlyDictionary<string, object?> labels) =>
    [
        .. new[] { RootNamespace.Of(_cluster), @namespace }.Distinct(StringComparer.Ordinal)
            .SelectMany(space => _byNamespace[space])
            .Where(policy => Selects(policy, labels)),
    ];

    /// <summary>The policies that decide with or without a provider: what these refuse, no provider lets in.</summary>
    private AccessAnswer Judge(List<MeshManifest> mine, AccessRequest request)
    {
        var denying = mine.Where(policy => Does(policy, PolicyAction.Deny)).Select(policy => (policy, Holds: Holds(policy, request)))
            .ToList();
        if (denying.Find(item => item.Holds is true).policy is { } denies)
            return new(AccessOutcome.Denied, denies, $"a rule of {denies} denies it");
        var allowing = Allow([.. mine.Where(policy => Does(policy, PolicyAction.Allow))], request);
        if (allowing.Outcome == AccessOutcome.Denied || denying.Find(item => item.Holds is null).policy is not { } may) return allowing;
        return new(AccessOutcome.Unknown, may, $"{may} may deny it, by what is not known of the request from {request.Source}");
    }

    private AccessAnswer Allow(List<MeshManifest> policies, AccessRequest request)
    {
        if (policies.Count == 0) return new(AccessOutcome.Allowed, null, "no DENY policy holds, and there is no ALLOW policy");
        var held = policies.Select(policy => (policy, Holds: Holds(policy, request))).ToList();
        if (held.Find(item => item.Holds is true).policy is { } allows)
            return new(AccessOutcome.Allowed, allows, $"a rule of {allows} allows it");
        if (held.Find(item => item.Holds is null).policy is { } may)
            return new(AccessOutcome.Unknown, may, $"{may} may allow it, by what is not known of the request from {request.Source}");
        return new(AccessOutcome.Denied, policies[0], $"no rule of {string.Join(", ", policies)} allows it from {request.Source}");
    }

    private bool? Holds(MeshManifest policy, AccessRequest request) =>
        Trilean.Any(policy.Spec.Maps("rules")
            .Select(rule => new AccessRule(rule, _cluster, policy.Namespace, denies: !Does(policy, PolicyAction.Allow)).Holds(request)));

    private static bool Does(MeshManifest policy, string action) => PolicyAction.Of(policy.Spec) == action;

    private static bool IsEnforced(MeshManifest policy) => !TargetReferences.HasAny(policy.Spec) && !DryRun.Is(policy);

    private static bool Selects(MeshManifest policy, IReadOnlyDictionary<string, object?> labels) =>
        policy.Spec.Map("selector")?.Map("matchLabels") is not { } selector || selector.Selects(labels);
}
