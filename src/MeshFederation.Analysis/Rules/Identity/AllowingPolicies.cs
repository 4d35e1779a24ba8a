using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>The AuthorizationPolicies that allow requests to a service, and whom.</summary>
internal static class AllowingPolicies
{
    /// <summary>Those for the mesh, for the service's namespace, or for pods that the service may select.</summary>
    public static IEnumerable<MeshManifest> For(FederationView federation, RoutingCluster cluster, RoutedService service) =>
        federation.In(cluster.Name).Of(IstioKind.AuthorizationPolicy).Where(policy =>
            PolicyAction.Of(policy.Spec) == PolicyAction.Allow && policy.Spec.Says("rules")
            && (policy.Namespace == service.Namespace || policy.Namespace == RootNamespace.Of(cluster.Facts))
            && MaySelect(policy, service));

    /// <summary>Whether every rule asks for principals, and none of them can be one of a trust domain.</summary>
    public static bool NamesOnlyOthers(MeshManifest policy, string trustDomain)
    {
        foreach (var rule in policy.Spec.Maps("rules"))
        {
            var sources = rule.Maps("from").Select(from => from.Map("source")).OfType<UnstructuredMap>().ToList();
            if (sources.Count == 0 || !sources.TrueForAll(source => source.Says("principals"))) return false;
            if (sources.SelectMany(source => source.Texts("principals")).Any(principal => MayBeOf(principal.Text, trustDomain)))
                return false;
        }

        return true;
    }

    private static bool MayBeOf(string principal, string trustDomain) =>
        principal.StartsWith('*') || principal.StartsWith(trustDomain + "/", StringComparison.Ordinal);

    private static bool MaySelect(MeshManifest policy, RoutedService service)
    {
        if (policy.Spec.Map("selector")?.Map("matchLabels") is not { Count: > 0 } labels) return true;
        return service.Selector.Count == 0
            || labels.All(label => service.Selector.Text(label.Key) is not { } value || value == label.Value as string);
    }
}
