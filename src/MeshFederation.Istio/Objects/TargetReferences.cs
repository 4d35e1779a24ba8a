using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>What a policy names as what it is for (istio.io/api security/v1beta1 AuthorizationPolicy.targetRefs).</summary>
public static class TargetReferences
{
    /// <summary>The field that names one, as it was until Istio 1.22.</summary>
    internal const string One = "targetRef";

    /// <summary>The field that names several.</summary>
    internal const string Several = "targetRefs";

    /// <summary>The references, each with kind and name.</summary>
    /// <param name="spec">The spec of the policy.</param>
    /// <returns>The references; none where it chooses by a selector, or all.</returns>
    public static IEnumerable<UnstructuredMap> Of(UnstructuredMap spec) =>
        spec.Map(One) is { } one ? [one, .. spec.Maps(Several)] : spec.Maps(Several);

    /// <summary>Whether a policy says by references what it is for.</summary>
    /// <param name="spec">The spec of the policy.</param>
    /// <returns>True when it does.</returns>
    public static bool HasAny(UnstructuredMap spec) => spec.Map(One) is not null || spec.List(Several).Count > 0;

    /// <summary>Whether a policy names an object of its own namespace.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="name">The name of the object.</param>
    /// <returns>True when it does.</returns>
    public static bool Names(MeshManifest policy, ReadKind kind, string name) =>
        Of(policy.Spec).Any(target => IsOf(target, kind.Type) && target.Text("name") == name);

    /// <summary>By group and kind: a Gateway of Istio's own is not one of the Gateway API. The core group has a name here, too.</summary>
    private static bool IsOf(UnstructuredMap target, ObjectType type) =>
        target.Text("kind") == type.Kind && target.Text("group") is var group
        && (type.Group.Length > 0 ? group == type.Group : group is null or "" or "core");
}
