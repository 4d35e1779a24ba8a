using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// Kinds of objects with their group and without a version: <c>networking.istio.io/Gateway</c> is not
/// <c>gateway.networking.k8s.io/Gateway</c>.
/// </summary>
internal static class IstioKind
{
    public static string ServiceEntry { get; } = ReadKind.ServiceEntry.Key;

    public static string DestinationRule { get; } = ReadKind.DestinationRule.Key;

    public static string VirtualService { get; } = ReadKind.VirtualService.Key;

    public static string Gateway { get; } = ReadKind.Gateway.Key;

    public static string EnvoyFilter { get; } = ReadKind.EnvoyFilter.Key;

    public static string WorkloadEntry { get; } = ReadKind.WorkloadEntry.Key;

    public static string Sidecar { get; } = ReadKind.Sidecar.Key;

    public static string AuthorizationPolicy { get; } = ReadKind.AuthorizationPolicy.Key;

    public static string RequestAuthentication { get; } = ReadKind.RequestAuthentication.Key;

    public static string PeerAuthentication { get; } = ReadKind.PeerAuthentication.Key;

    public static string ApiGateway { get; } = ReadKind.ApiGateway.Key;

    /// <summary>No objects of it are read, but policies may name one.</summary>
    public const string GatewayClass = ObjectGroups.GatewayApi + "/GatewayClass";

    public static string Service { get; } = ReadKind.Service.Key;

    public static string Pod { get; } = ReadKind.Pod.Key;

    public static string Namespace { get; } = ReadKind.Namespace.Key;

    public static string Secret { get; } = ReadKind.Secret.Key;

    public static string ConfigMap { get; } = ReadKind.ConfigMap.Key;

    /// <summary>The kinds whose objects say by exportTo who sees them.</summary>
    public static IReadOnlyList<string> Exported { get; } = [.. ReadKind.All.Where(kind => kind.IsExported).Select(kind => kind.Key)];

    private static readonly HashSet<string> Declared = [.. ReadKind.All.Select(kind => kind.Key)];

    /// <summary>The kinds of which there are many are no new text for each object.</summary>
    private static readonly Dictionary<string, string> Networking = ReadKind.All.Where(kind => kind.Type.Group == ObjectGroups.Istio)
        .ToDictionary(kind => kind.Type.Kind, kind => kind.Key, StringComparer.Ordinal);

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
        ObjectType.IsOfGroup(manifest.ApiVersion, ObjectGroups.Istio) && Networking.TryGetValue(manifest.Kind, out var known)
            ? known
            : ObjectType.KeyOf(manifest.ApiVersion, manifest.Kind);
}
