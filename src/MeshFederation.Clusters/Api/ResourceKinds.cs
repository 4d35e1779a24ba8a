using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Clusters.Api;

/// <summary>The kinds that this module reads and writes.</summary>
public static class ResourceKinds
{
    /// <summary>Namespaces.</summary>
    public static readonly ResourceKind Namespace = new("", "v1", "namespaces", "Namespace", Namespaced: false);

    /// <summary>Nodes.</summary>
    public static readonly ResourceKind Node = new("", "v1", "nodes", "Node", Namespaced: false);

    /// <summary>Services.</summary>
    public static readonly ResourceKind Service = new("", "v1", "services", "Service");

    /// <summary>Pods.</summary>
    public static readonly ResourceKind Pod = new("", "v1", "pods", "Pod");

    /// <summary>ConfigMaps.</summary>
    public static readonly ResourceKind ConfigMap = new("", "v1", "configmaps", "ConfigMap");

    /// <summary>Secrets.</summary>
    public static readonly ResourceKind Secret = new("", "v1", "secrets", "Secret");

    /// <summary>Service accounts.</summary>
    public static readonly ResourceKind ServiceAccount = new("", "v1", "serviceaccounts", "ServiceAccount");

    /// <summary>Deployments.</summary>
    public static readonly ResourceKind Deployment = Of(ReadKind.Deployment.Type, "v1");

    /// <summary>Daemon sets.</summary>
    public static readonly ResourceKind DaemonSet = Of(ReadKind.DaemonSet.Type, "v1");

    /// <summary>Stateful sets.</summary>
    public static readonly ResourceKind StatefulSet = Of(ReadKind.StatefulSet.Type, "v1");

    /// <summary>Leases.</summary>
    public static readonly ResourceKind Lease = new("coordination.k8s.io", "v1", "leases", "Lease");

    /// <summary>Custom resource definitions.</summary>
    public static readonly ResourceKind CustomResourceDefinition =
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", Namespaced: false);

    private static readonly Dictionary<(string Group, string Kind), ResourceKind> Known =
        new[]
        {
            Namespace,
            Node,
            Service,
            Pod,
            ConfigMap,
            Secret,
            ServiceAccount,
            Deployment,
            DaemonSet,
            StatefulSet,
            Lease,
            CustomResourceDefinition
        }
            .UnionBy(ReadKind.All.Select(kind => Of(kind.Type, "v1")), kind => (kind.Group, kind.Kind))
            .ToDictionary(kind => (kind.Group, kind.Kind));

    /// <summary>A kind that is read of clusters, in the version that a cluster serves.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">The cluster's Istio.</param>
    /// <returns>The kind.</returns>
    public static ResourceKind Of(ReadKind kind, IstioVersion version) => Of(kind.Type, Split(kind.ApiVersion(version)).Version);

    /// <summary>A kind by what its objects call themselves.</summary>
    /// <param name="apiVersion">The group and version, as <c>networking.istio.io/v1beta1</c> or <c>v1</c>.</param>
    /// <param name="kind">The kind, as <c>ServiceEntry</c>.</param>
    /// <returns>The kind in that version.</returns>
    /// <exception cref="MeshException">The module does not work with that kind.</exception>
    public static ResourceKind Of(string apiVersion, string kind)
    {
        var (group, version) = Split(apiVersion);
        if (Known.TryGetValue((group, kind), out var known)) return known with { Version = version };
        if (ObjectKinds.Find(apiVersion, kind) is { } published)
            return Of(published.Type, version);
        throw new MeshException(
            MeshErrorId.KindUnknown,
            MeshErrorKind.InvalidData,
            $"'{apiVersion} {kind}' is not a kind that MeshFederation reads or writes.",
            "Check apiVersion and kind of the object.",
            kind);
    }

    private static ResourceKind Of(ObjectType type, string version) => new(type.Group, version, type.Plural, type.Kind, type.Namespaced);

    private static (string Group, string Version) Split(string apiVersion)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
    }
}
