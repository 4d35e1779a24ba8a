using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>What an AuthorizationPolicy guards, and how (istio/api security/v1beta1 AuthorizationPolicy).</summary>
/// <param name="Action">What happens to requests that its rules hold for.</param>
/// <param name="Labels">The labels of the pods; none for all of its namespace.</param>
/// <param name="Targets">The gateways, waypoints and Services that it is for instead, as canonical JSON; empty for pods.</param>
internal sealed record Guarded(string Action, UnstructuredMap Labels, string Targets)
{
    public static Guarded Of(UnstructuredMap spec) => new(
        PolicyAction.Of(spec),
        spec.Map("selector")?.Map("matchLabels") ?? UnstructuredMap.Empty,
        string.Join(',', TargetReferences.Of(spec).Select(CanonicalJson.Write)));

    /// <summary>Whether both guard the same in the same way.</summary>
    public bool IsSameAs(Guarded other) =>
        Action == other.Action && Targets == other.Targets && CanonicalJson.Write(Labels) == CanonicalJson.Write(other.Labels);

    /// <summary>
    /// Whether some pods may be guarded by both; pods are not known, so labels that do not contradict each other may meet.
    /// </summary>
    public bool MayMeet(Guarded other) =>
        Targets == other.Targets && Labels.All(label => !other.Labels.TryGetValue(label.Key, out var value) || Equals(value, label.Value));

    /// <summary>What is guarded, in words.</summary>
    public override string ToString() =>
        Targets.Length > 0
            ? $"{Action} for {Targets}"
            : Labels.Count > 0
            ? $"{Action} for the pods {Labels.Describe()}"
            : $"{Action} for all pods";
}
