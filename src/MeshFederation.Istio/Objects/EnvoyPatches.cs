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

    /// <summary>Those of some versions whose proxies are given a patch.</summary>
    /// <param name="versions">The versions.</param>
    /// <param name="patch">The patch.</param>
    /// <returns>The versions; all of them where it cannot be told.</returns>
    public static IReadOnlyList<IstioVersion> Among(IReadOnlyList<IstioVersion> versions, UnstructuredMap patch) =>
        VersionOf(patch) is null ? versions : [.. versions.Where(version => IsFor(patch, version))];

    /// <summary>Whether proxies of a version are given a patch, or it cannot be told.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="proxy">The version of the proxies.</param>
    /// <returns>False where they are not.</returns>
    public static bool IsFor(UnstructuredMap patch, IstioVersion proxy) =>
        VersionOf(patch) is not { } pattern || Re2.IsIn(pattern, proxy.ToString()) is not false;

    /// <summary>What a patch says of the versions that it is for.</summary>
    /// <param name="patch">The patch.</param>
    /// <returns>A regular expression; null where it is for all.</returns>
    public static string? VersionOf(UnstructuredMap patch) =>
        patch.Map("match")?.Map("proxy")?.Text("proxyVersion") is { Length: > 0 } pattern ? pattern : null;

    /// <summary>The port of the listener that a patch is for.</summary>
    /// <param name="patch">The patch.</param>
    /// <returns>The port; null where it is for all.</returns>
    public static int? ListenerPortOf(UnstructuredMap patch) =>
        patch.Map("match")?.Map("listener")?.Number("portNumber") is > 0 and <= ushort.MaxValue and var port ? (int)port : null;
}
