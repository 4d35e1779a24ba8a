using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>
/// What keeps callers out of a Service and would not keep them out of that of a share, which has the same pods: its waypoint, and policies
/// that name it (istio pilot/pkg/model/policyattachment.go ShouldAttachPolicy).
/// </summary>
internal static class SharePolicies
{
    /// <summary>An action that keeps nobody out.</summary>
    private const string Audit = "AUDIT";

    private static readonly string[] Waypoint = [AmbientNames.UseWaypoint, AmbientNames.UseWaypointNamespace];

    /// <summary>What would be got past.</summary>
    public static IEnumerable<Obstacle> Obstacles(MeshManifest wanted, Surroundings there)
    {
        if (ServiceKind.SplitServiceOf(wanted.Metadata) is not { } service) yield break;
        var owned = there.Live.OfKind(ReadKind.Service.Type)
            .FirstOrDefault(item => item.Namespace == wanted.Namespace && item.Name == service);
        if (owned is not null && (!owned.IsOf(there.Federation) || Ownership.IsFields(owned)) && Said(owned) != Said(wanted))
            yield return Differing(wanted, owned, there.Cluster.Name);
        foreach (var policy in there.Live.OfKind(ReadKind.AuthorizationPolicy.Type)
            .Where(item => item.Namespace == wanted.Namespace && item.Spec.Text("action") != Audit)
            .Where(item => Names(item, service) && !Names(item, wanted.Name)))
        {
            yield return Past(wanted, policy, service);
        }
    }

    private static string Said(MeshManifest service) => string.Join(
        ", ", Waypoint.Select(key => (Key: key, Value: service.Labels().Text(key))).Where(label => label.Value is not null)
            .Select(label => $"{label.Key}={label.Value}"));

    private static bool Names(MeshManifest policy, string service) =>
        (policy.Spec.Map("targetRef") is { } one ? [one] : policy.Spec.Maps("targetRefs"))
            .Any(target => ReadKind.Service.Type.Kind == target.Text("kind") && target.Text("name") == service);

    private static Obstacle Differing(MeshManifest wanted, MeshManifest owned, string cluster) => new(
        $"{owned} says of its waypoint {(Said(owned) is { Length: > 0 } said ? said : "nothing")}, and {wanted} would say "
        + $"{(Said(wanted) is { Length: > 0 } other ? other : "nothing")}, so calls of it would get past that waypoint.",
        [$"Read the cluster again, Get-MeshCluster {cluster}, and declare the service with it."]);

    private static Obstacle Past(MeshManifest wanted, MeshManifest policy, string service) => new(
        $"{policy} is for calls of the Service '{service}', and who calls {wanted}, which has the same pods, would get past it.",
        [
            $"Name it there as well: in targetRefs, beside the Service '{service}', one with the name '{wanted.Name}'.",
            "Or choose the pods by a selector, where identities, addresses and ports are all that it asks for.",
        ]);
}
