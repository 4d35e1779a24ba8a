using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>
/// The policies of a service from which clusters were taken: what was of use with these alone goes with them, since what expels a cluster
/// must not wait until somebody has edited a declaration.
/// </summary>
public static class RemainingPolicies
{
    /// <summary>Takes out what would hold for nothing any more.</summary>
    /// <param name="before">The service as it was declared.</param>
    /// <param name="rest">The service without the clusters.</param>
    /// <returns>The service, and what was taken out of it.</returns>
    public static (MeshService Service, IReadOnlyList<MeshPolicy> Unused) Of(MeshService before, MeshService rest)
    {
        // What splits its requests may be another declaration of it, which is not known here.
        if (!before.Policy.All(policy => PolicyUse.IsOfUse(before, policy))) return (rest, []);
        var unused = new List<MeshPolicy>();
        var gateways = PolicyUse.Gateways(rest).ToHashSet(StringComparer.Ordinal);
        rest = rest with { Policy = rest.Policy.Select(policy => At(gateways, policy)).ToValueList() };
        while (rest.Policy.FirstOrDefault(policy => !PolicyUse.IsOfUse(rest, policy)) is { } one)
        {
            unused.Add(one);
            rest = rest with { Policy = rest.Policy.Where(policy => !ReferenceEquals(policy, one)).ToValueList() };
        }

        return (rest, unused);
    }

    /// <summary>A policy for the gateways alone that are left, where any is.</summary>
    private static MeshPolicy At(HashSet<string> gateways, MeshPolicy policy)
    {
        if (policy.Scope is not MeshRouteScope { Match: { Gateway.Count: > 0 } match }) return policy;
        var left = match.Gateway.Where(gateways.Contains).ToValueList();
        return left.Count == 0 || left.Count == match.Gateway.Count
            ? policy
            : policy with { Scope = new MeshRouteScope(match with { Gateway = left }) };
    }
}
