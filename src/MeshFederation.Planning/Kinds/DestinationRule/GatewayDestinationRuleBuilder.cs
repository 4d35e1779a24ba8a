using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>
/// The DestinationRule that a serving cluster's gateway has instead of the one of the callers there. Limits of these are each caller's own;
/// at a gateway they would be one limit for all callers of other clusters together, and a hash of addresses would see few addresses. A
/// rule of the gateway's own namespace comes before that of the service (istio pilot/pkg/model/push_context.go destinationRule).
/// </summary>
internal static class GatewayDestinationRuleBuilder
{
    /// <summary>The object; null where the gateway may have the rule of the callers.</summary>
    /// <exception cref="MeshException">It needs one, and cannot have one.</exception>
    public static MeshManifest? Build(
        MeshService service, MeshCluster cluster, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        if (!service.ClientCluster.Any(client => client.Name == cluster.Name)) return null;
        var changed = service.Policy.Where(policy => !AtGateway(policy).Equals(policy)).ToList();
        if (changed.Count == 0) return null;
        var callers = Spec(service.Policy);
        if (changed.Find(IsHeld) is not { } unfit) return null;
        var space = cluster.Gateway.Namespace;
        if (space == service.Namespace) throw DestinationPolicyErrors.SharedLimit(service, unfit, cluster);
        var spec = Spec(service.Policy.Select(AtGateway));
        return IstioObject.Create(
            DestinationRuleKind.Instance,
            DestinationRuleKind.ServedSubsets,
            cluster,
            labels,
            space,
            $"{service.Name}.{service.Namespace}",
            UnstructuredMap.Of(
                [.. spec.Select(field => (field.Key, field.Value)), (ExportScope.Field, IstioObject.TextList(ExportScope.Own))]),
            Suppressions.OfLocalRule(cluster));

        UnstructuredMap Spec(IEnumerable<MeshPolicy> policies) =>
            LocalDestinationRuleBuilder.Spec(service with { Policy = policies.ToValueList() }, cluster, subsets);

        // Of several policies the most specific holds, so one may say nothing here.
        bool IsHeld(MeshPolicy policy) =>
            !Spec(service.Policy.Select(other => other == policy ? AtGateway(policy) : other)).Equals(callers);
    }

    private static MeshPolicy AtGateway(MeshPolicy policy) =>
        DestinationPolicies.Known.Aggregate(policy, (changed, known) => known.AtGateway(changed));
}
