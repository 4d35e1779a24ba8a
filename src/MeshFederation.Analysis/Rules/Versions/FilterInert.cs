using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Versions;

/// <summary>Istiod's webhook takes the patch on every version, so nobody is told that it does nothing.</summary>
internal sealed class FilterInert : VersionRule
{
    public override string Id => "MF4001";

    public override string Title => "An EnvoyFilter with tcp_cluster_rewrite is for a gateway whose connections pass through it.";

    public override string Recommendation =>
        "Let callers send the SNI that the gateway knows, which planning does by itself for this version, and remove the EnvoyFilter.";

    public override string Source => "istio releasenotes/notes/drop-legacy-autopassthrough.yaml, envoy-filter-removal.yaml";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var filter in federation.Of(IstioKind.EnvoyFilter))
        {
            if (federation.Mesh[filter.Cluster] is not { } cluster) continue;
            foreach (var patch in filter.Spec.Maps(EnvoyPatch.Field).Where(TcpClusterRewrite.IsIn))
            {
                var whys = Whys(cluster, patch);
                if (whys.Find(IsInert) is not { } why) continue;
                yield return new(
                    cluster.Facts,
                    (report, message, cause) => report.At(filter, patch, message, cause),
                    why,
                    whys.TrueForAll(IsInert) ? null : Question(cluster),
                    new(filter));
            }
        }
    }

    /// <summary>
    /// Why such a filter does nothing at the gateways of a cluster, in the first version that they may have in which it does nothing; null
    /// where there is none.
    /// </summary>
    public static string? Why(RoutingCluster view) => PossibleVersions.OfGateways(view)
        .Select(version => Why(view, version, view.Facts.Facts?.GatewayVersion ?? version)).FirstOrDefault(IsInert);

    /// <summary>Whether such a filter does nothing in some versions alone that the gateways of a cluster may have.</summary>
    public static bool IsDoubted(RoutingCluster view, MeshManifest filter) =>
        filter.Spec.Maps(EnvoyPatch.Field).Where(TcpClusterRewrite.IsIn).Select(patch => Whys(view, patch))
            .Any(whys => whys.Exists(IsInert) && !whys.TrueForAll(IsInert));

    /// <summary>Why a patch does nothing, for each version that gateways may have; null where it does, or they are not given it.</summary>
    private static List<string?> Whys(RoutingCluster view, UnstructuredMap patch) =>
    [
        .. PossibleVersions.OfGateways(view).Select(version => (Istiod: version, Proxy: view.Facts.Facts?.GatewayVersion ?? version))
            .Select(gateway => EnvoyPatches.IsFor(patch, gateway.Proxy) ? Why(view, gateway.Istiod, gateway.Proxy) : null),
    ];

    private static bool IsInert(string? why) => why is not null;

    private static string? Why(RoutingCluster view, IstioVersion version, IstioVersion proxy)
    {
        if (!IstioBehavior.TcpClusterRewriteInProxy(proxy))
            return $"The proxy of Istio {proxy} no longer has the filter tcp_cluster_rewrite, so this does nothing.";
        if (!IstiodSettings.HasChainsPerService(view.Facts, version)
            || (IstioBehavior.LegacyAutoPassthroughFlag(version) && HasLegacyFlag(view)))
        {
            return null;
        }

        return $"In Istio {version}, a gateway has a chain of its own for each service and never reaches sni_cluster, so "
            + "this does nothing.";
    }

    /// <summary>What cannot be told where nobody said the version of a cluster.</summary>
    public static string Question(RoutingCluster view) => $"the gateways of {view.Name} do anything with tcp_cluster_rewrite";

    private static bool HasLegacyFlag(RoutingCluster view) =>
        view.Of(ReadKind.Deployment).Where(item => item.Namespace == view.Facts.IstioNamespace)
            .SelectMany(item => PodTemplates.Of(item.Content).Map("spec")?.Maps("containers") ?? [])
            .SelectMany(container => container.Maps("env"))
            .Any(variable => variable.Text("name") == IstiodVariable.LegacyPassthrough && variable.Text("value") == "true");
}
