using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>
/// What keeps callers out of a Service and would not keep them out of that of a share, which has the same pods: its waypoint, and policies
/// that name it (istio pilot/pkg/model/policyattachment.go ShouldAttachPolicy).
/// </summary>
internal static class SharePolicies
{
    /// <summary>What would be got past.</summary>
    public static IEnumerable<Obstacle> Obstacles(MeshManifest wanted, Surroundings there)
    {
        if (ServiceKind.SplitServiceOf(wanted.Metadata) is not { } service) yield break;
        var owned = there.Live.OfKind(ReadKind.Service.Type)
            .FirstOrDefault(item => item.Namespace == wanted.Namespace && item.Name == service);
        if (owned is not null && !ManifestLabels.AreOurs(owned))
        {
            if (Said(owned) != Said(wanted)) yield return Differing(wanted, owned, there.Cluster.Name);
            foreach (var obstacle in Otherwise(wanted, owned)) yield return obstacle;
        }

        foreach (var policy in there.Live.OfKind(ReadKind.AuthorizationPolicy.Type)
            .Where(item => item.Namespace == wanted.Namespace && PolicyAction.Of(item.Spec) != PolicyAction.Audit)
            .Where(item => TargetReferences.Names(item, ReadKind.Service, service)
                && !TargetReferences.Names(item, ReadKind.Service, wanted.Name)))
        {
            yield return Past(wanted, policy, service);
        }
    }

    private static string Said(MeshManifest service) => string.Join(
        ", ", Waypoints.Labels.Select(key => (Key: key, Value: service.Labels().Text(key))).Where(label => label.Value is not null)
            .Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Where the owner's Service leads to other ports or pods; what stands for pods of other clusters has neither.</summary>
    private static IEnumerable<Obstacle> Otherwise(MeshManifest wanted, MeshManifest owned)
    {
        var pods = wanted.Spec.Map("selector");
        if (pods?.ContainsKey(WaypointPlanner.GroupLabel) is true) yield break;
        foreach (var port in wanted.Spec.Maps("ports"))
        {
            var number = port.Number("port");
            var other = owned.Spec.Maps("ports").FirstOrDefault(item => item.Number("port") == number);
            if (other is not null && Target(other) != Target(port)) yield return OtherTarget(wanted, owned, other, Target(port));
        }

        if (owned.Spec.Map("selector") is { } own && own.Keys.Any(key => pods?.Text(key) != own.Text(key)))
            yield return OtherPods(wanted, owned);
    }

    private static string Target(UnstructuredMap port) =>
        port.Text("targetPort") ?? FormattableString.Invariant($"{port.Number("targetPort") ?? port.Number("port")}");

    private static Obstacle OtherTarget(MeshManifest wanted, MeshManifest owned, UnstructuredMap port, string target) => new(
        FormattableString.Invariant($"{owned} leads from its port {port.Number("port")} to {Target(port)} of the pods, and {wanted} would ")
        + $"lead to {target}.",
        [
            "Say the number at which the pods listen: -TargetPort of New-MeshServiceEntry.",
            $"Where {owned} names a port of the pods, have it say that number as well.",
        ]);

    private static Obstacle OtherPods(MeshManifest wanted, MeshManifest owned) => new(
        $"{owned} selects pods by {CanonicalJson.Write(owned.Spec.Map("selector"))}, and {wanted} would select others, by "
        + $"{CanonicalJson.Write(wanted.Spec.Map("selector"))}.",
        ["Give -Selector of New-MeshServiceEntry as the Service says it, or read the service with Get-MeshService."]);

    private static Obstacle Differing(MeshManifest wanted, MeshManifest owned, string cluster) => new(
        $"{owned} says of its waypoint {(Said(owned) is { Length: > 0 } said ? said : "nothing")}, and {wanted} would say "
        + $"{(Said(wanted) is { Length: > 0 } other ? other : "nothing")}, so calls of it would get past that waypoint.",
        [
            $"Read the cluster again, Get-MeshCluster {cluster}, and declare the service with it; whoever reads it needs the right to list "
            + "Services.",
        ]);

    private static Obstacle Past(MeshManifest wanted, MeshManifest policy, string service) => new(
        $"{policy} is for calls of the Service '{service}', and who calls {wanted}, which has the same pods, would get past it.",
        [
            $"Name it there as well: in targetRefs, beside the Service '{service}', one with the name '{wanted.Name}'. Where it asks for "
            + "more than identities, gateways of an Istio without #60807 refuse all calls of it that come from other clusters then.",
            "Or choose the pods by a selector, where identities, addresses and ports are all that it asks for.",
        ]);
}
