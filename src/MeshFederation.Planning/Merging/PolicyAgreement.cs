using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>Brings the policies of two declarations of a service together.</summary>
internal static class PolicyAgreement
{
    /// <summary>All policies of both; of one kind and scope there must be one.</summary>
    /// <param name="one">One declaration.</param>
    /// <param name="other">The other.</param>
    /// <param name="merged">The service with the ports of both.</param>
    /// <exception cref="MeshException">Two policies of one kind and scope differ.</exception>
    public static ValueList<MeshPolicy> Merge(MeshService one, MeshService other, MeshService merged)
    {
        if (one.Policy.Count + other.Policy.Count == 0) return [];
        var all = PortRebase.RenumberPolicies(one, merged).Concat(PortRebase.RenumberPolicies(other, merged)).Distinct();
        var byScope = new Dictionary<(string Kind, MeshPolicyScope Scope), MeshPolicy>();
        foreach (var policy in all)
        {
            if (!byScope.TryAdd((policy.Kind, policy.Scope), policy))
                throw PolicyErrors.Conflict(one, byScope[(policy.Kind, policy.Scope)], policy);
        }

        return ServicePolicies.Ordered(byScope.Values);
    }
}
