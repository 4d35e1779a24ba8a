using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>What a policy names as what it is for (istio.io/api security/v1beta1 AuthorizationPolicy.targetRefs).</summary>
public static class TargetReferences
{
    /// <summary>The references, each with kind and name.</summary>
    /// <param name="spec">The spec of the policy.</param>
    /// <returns>The references; none where it chooses by a selector, or all.</returns>
    public static IEnumerable<UnstructuredMap> Of(UnstructuredMap spec) =>
        spec.Map("targetRef") is { } one ? [one, .. spec.Maps("targetRefs")] : spec.Maps("targetRefs");

    /// <summary>Whether a policy names an object of its own namespace.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="name">The name of the object.</param>
    /// <returns>True when it does.</returns>
    public static bool Names(MeshManifest policy, ReadKind kind, string name) =>
        Of(policy.Spec).Any(target => target.Text("kind") == kind.Type.Kind && target.Text("name") == name);
}
