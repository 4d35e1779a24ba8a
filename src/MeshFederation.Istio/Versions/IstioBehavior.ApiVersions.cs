using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Versions;

public static partial class IstioBehavior
{
    /// <summary>
    /// The API version of the networking kinds that the version serves: v1 from 1.22, v1beta1 from 1.5. EnvoyFilter is always v1alpha3.
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>Group and version.</returns>
    public static string NetworkingApiVersion(IstioVersion version) =>
        $"{ObjectGroups.Istio}/{ApiVersions(version, ObjectGroups.Istio, "ServiceEntry")[0]}";

    /// <summary>
    /// A version of Istio whose networking kinds are the newest that a cluster serves, to read what is there without knowing the version.
    /// </summary>
    /// <param name="served">The versions that the cluster serves of the group, as <c>v1beta1</c>.</param>
    /// <returns>A version for which <see cref="NetworkingApiVersion"/> gives one of them; null when the cluster serves none.</returns>
    public static IstioVersion? VersionServing(IReadOnlyCollection<string> served)
    {
        if (served.Contains("v1", StringComparer.Ordinal)) return IstioVersion.Current;
        if (served.Contains("v1beta1", StringComparer.Ordinal)) return new(1, 21, 0);
        return served.Contains("v1alpha3", StringComparer.Ordinal) ? new(1, 4, 0) : null;
    }

    /// <summary>The API version of the security kinds that the version serves: v1 from 1.22, v1beta1 from 1.5.</summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>Group and version.</returns>
    public static string SecurityApiVersion(IstioVersion version) =>
        $"{ObjectGroups.Security}/{ApiVersions(version, ObjectGroups.Security, "AuthorizationPolicy")[0]}";

    /// <summary>
    /// The version in which objects of a type are read and written: of Istio's the newest that it serves; of the Gateway API v1beta1, which
    /// clusters serve since 0.5 and still do, save GRPCRoutes, of which there never was one (kubernetes-sigs/gateway-api
    /// config/crd/standard).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <param name="type">The type.</param>
    /// <returns>Group and version, as objects write them.</returns>
    public static string ApiVersion(IstioVersion version, ObjectType type)
    {
        if (type.Group.Length == 0) return "v1";
        if (ObjectGroups.IsIstio(type.Group))
            return $"{type.Group}/{ApiVersions(version, type.Group, type.Kind)[0]}";
        return type.Group == ObjectGroups.GatewayApi && type.Key != ReadKind.GrpcRoute.Type.Key
            ? $"{type.Group}/v1beta1"
            : $"{type.Group}/v1";
    }

    /// <summary>
    /// The versions in which a kind of Istio's is served (istio manifests/charts/base/files/crd-all.gen.yaml of each version).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <param name="group">The API group, as <c>networking.istio.io</c>.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The versions, the newest first.</returns>
    public static IReadOnlyList<string> ApiVersions(IstioVersion version, string group, string kind) => (group, kind) switch
    {
        (ObjectGroups.Istio, "EnvoyFilter") => ["v1alpha3"],
        (ObjectGroups.Istio, "ProxyConfig") => ["v1beta1"],
        (ObjectGroups.Istio, _) =>
            version.Minor switch { >= 22 => ["v1", "v1beta1", "v1alpha3"], >= 5 => ["v1beta1", "v1alpha3"], _ => ["v1alpha3"] },
        (ObjectGroups.Security, _) => version.Minor >= 22 ? ["v1", "v1beta1"] : ["v1beta1"],
        ("telemetry.istio.io", _) => version.Minor >= 22 ? ["v1", "v1alpha1"] : ["v1alpha1"],
        _ => ["v1alpha1"],
    };

    /// <summary>
    /// Whether a version serves an object of a kind of Istio's as it is written: what it does not serve is not there, so that an object
    /// tells of a cluster whose version nobody said which versions it does not have.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="manifest">The object.</param>
    /// <returns>True when it does.</returns>
    public static bool Serves(IstioVersion version, MeshManifest manifest)
    {
        var group = ObjectType.GroupOf(manifest.ApiVersion);
        return ApiVersions(version, group, manifest.Kind).Any(served => manifest.ApiVersion == $"{group}/{served}");
    }
}
