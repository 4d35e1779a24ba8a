using MeshFederation.Istio.Expressions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>The patches of EnvoyFilters.</summary>
public static class EnvoyPatches
{
    /// <summary>
    /// The patches that proxies of a version are given: <c>match.proxy.proxyVersion</c> is a regular expression that has to match the
    /// version
    /// somewhere (istio pilot/pkg/model/envoyfilter.go proxyMatch).
    /// </summary>
    /// <param name="filter">The EnvoyFilter.</param>
    /// <param name="proxy">The version of the proxies.</param>
    /// <returns>The patches, also those of which it cannot be told.</returns>
    public static IEnumerable<UnstructuredMap> For(MeshManifest filter, IstioVersion proxy) =>
        filter.Spec.Maps(EnvoyPatch.Field).Where(patch => IsFor(patch, proxy));

    private static bool IsFor(UnstructuredMap patch, IstioVersion proxy) =>
        patch.Map("match")?.Map("proxy")?.Text("proxyVersion") is not { Length: > 0 } pattern
            || Re2.IsIn(pattern, proxy.ToString()) is not false;
}
