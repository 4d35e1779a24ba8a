using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// Kinds of objects with their group and without a version: <c>networking.istio.io/Gateway</c> is not
/// <c>gateway.networking.k8s.io/Gateway</c>.
/// </summary>
internal static class IstioKind
{
    public const string ServiceEntry = "networking.istio.io/ServiceEntry";
    public const string DestinationRule = "networking.istio.io/DestinationRule";
    public const string VirtualService = "networking.istio.io/VirtualService";
    public const string Gateway = "networking.istio.io/Gateway";
    public const string EnvoyFilter = "networking.istio.io/EnvoyFilter";
    public const string WorkloadEntry = "networking.istio.io/WorkloadEntry";
    public const string Sidecar = "networking.istio.io/Sidecar";
    public const string AuthorizationPolicy = "security.istio.io/AuthorizationPolicy";
    public const string RequestAuthentication = "security.istio.io/RequestAuthentication";
    public const string PeerAuthentication = "security.istio.io/PeerAuthentication";
    public const string ApiGateway = "gateway.networking.k8s.io/Gateway";
    public const string GatewayClass = "gateway.networking.k8s.io/GatewayClass";
    public const string Service = "/Service";
    public const string Pod = "/Pod";
    public const string Namespace = "/Namespace";
    public const string Secret = "/Secret";
    public const string ConfigMap = "/ConfigMap";

    /// <summary>The kinds whose objects say by exportTo who sees them.</summary>
    public static IReadOnlyList<string> Exported { get; } = [.. ReadKind.All.Where(kind => kind.IsExported).Select(kind => kind.Type.Key)];

    private static readonly HashSet<string> Declared = [.. ReadKind.All.Select(kind => kind.Type.Key)];

    /// <summary>The kinds of which there are many are no new text for each object.</summary>
    private static readonly Dictionary<string, string> Networking = ReadKind.All.Where(kind => kind.Type.Group == ObjectGroups.Istio)
        .ToDictionary(kind => kind.Type.Kind, kind => kind.Type.Key, StringComparer.Ordinal);

    /// <summary>Requires that a kind is declared to be read, so that live clusters are asked for it.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static void Require(string kind)
    {
        if (!Declared.Contains(kind))
        {
            throw new ArgumentException(
                $"{kind} is not among {nameof(ReadKind)}.All, so that it would be missed in live clusters.", nameof(kind));
        }
    }

    /// <summary>The kind of an object.</summary>
    public static string Of(MeshManifest manifest) =>
        manifest.ApiVersion.StartsWith("networking.istio.io/", StringComparison.Ordinal)
            && Networking.TryGetValue(manifest.Kind, out var known)
            ? known
            : Group(manifest.ApiVersion) + "/" + manifest.Kind;

    /// <summary>The group of an API version, empty for Kubernetes' own <c>v1</c>.</summary>
    public static string Group(string apiVersion) => apiVersion[..Math.Max(apiVersion.IndexOf('/', StringComparison.Ordinal), 0)];
}
