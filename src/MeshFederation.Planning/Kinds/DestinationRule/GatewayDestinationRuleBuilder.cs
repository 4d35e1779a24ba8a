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
        var isCaller = service.ClientCluster.Any(client => client.Name == cluster.Name);
        if (!isCaller || service.Policy.FirstOrDefault(policy => IsOfCallers(policy, cluster)) is not { } unfit) return null;
        var space = cluster.Gateway.Namespace;
        if (space == service.Namespace) throw DestinationPolicyErrors.SharedLimit(service, unfit, cluster);
        var kept = service.Policy.Where(policy => !IsOfCallers(policy, cluster)).ToValueList();
        var spec = LocalDestinationRuleBuilder.Spec(service with { Policy = kept }, cluster, subsets);
        return IstioObject.Create(
            DestinationRuleKind.Instance,
            DestinationRuleKind.ServedSubsets,
            cluster,
            labels,
            space,
            $"{service.Name}.{service.Namespace}",
            UnstructuredMap.Of([.. spec.Select(field => (field.Key, field.Value)), (ExportScope.Field, IstioObject.TextList("."))]),
            Suppressions.OfLocalRule(cluster));
    }

    private static bool IsOfCallers(MeshPolicy policy, MeshCluster cluster) =>
        policy.Scope is MeshDestinationScope scope && scope.IsOf(cluster.Name)
            && DestinationPolicies.Known.Any(known => known.IsOfCallersAlone(policy));
}
