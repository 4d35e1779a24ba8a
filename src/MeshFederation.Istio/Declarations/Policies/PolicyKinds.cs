using System.Collections.Frozen;
using System.Collections.Immutable;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>All kinds of policies, a line for each.</summary>
public static class PolicyKinds
{
    private static readonly FrozenDictionary<string, PolicyKind> ByName;

    static PolicyKinds()
    {
        All =
        [
            new ConnectionPool.ConnectionPoolKind(),
            new CorsPolicy.CorsPolicyKind(),
            new Fault.FaultKind(),
            new HeaderRule.HeaderRuleKind(),
            new LoadBalancer.LoadBalancerKind(),
            new Mirror.MirrorKind(),
            new OutlierDetection.OutlierDetectionKind(),
            new Redirect.RedirectKind(),
            new RetryPolicy.RetryPolicyKind(),
            new Rewrite.RewriteKind(),
            new Timeout.TimeoutKind(),
        ];
        ByName = All.ToFrozenDictionary(kind => kind.Kind, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The kinds, in the order of the list.</summary>
    public static ImmutableArray<PolicyKind> All { get; }

    /// <summary>A kind by its name.</summary>
    /// <param name="kind">The name, as <c>timeout</c>, in any case.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="MeshException">There is no such kind.</exception>
    public static PolicyKind Of(string kind) =>
        ByName.TryGetValue(kind, out var found) ? found : throw PolicyErrors.UnknownKind(kind, All.Select(known => known.Kind));

    /// <summary>The kind of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The kind.</returns>
    public static PolicyKind Of(MeshPolicy policy) => Of(policy.Kind);
}
