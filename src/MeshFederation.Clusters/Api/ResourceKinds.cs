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
    public static readonly ResourceKind Namespace = Of(ReadKind.Namespace.Type, "v1");

    /// <summary>Nodes.</summary>
    public static readonly ResourceKind Node = Of(ReadKind.Node.Type, "v1");

    /// <summary>Services.</summary>
    public static readonly ResourceKind Service = Of(ReadKind.Service.Type, "v1");

    /// <summary>Pods.</summary>
    public static readonly ResourceKind Pod = Of(ReadKind.Pod.Type, "v1");

    /// <summary>ConfigMaps.</summary>
    public static readonly ResourceKind ConfigMap = Of(ReadKind.ConfigMap.Type, "v1");

    /// <summary>Secrets.</summary>
    public static readonly ResourceKind Secret = Of(ReadKind.Secret.Type, "v1");

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
        ReadKind.All.Select(kind => Of(kind.Type, "v1")).Concat([ServiceAccount, Lease, CustomResourceDefinition])
            .ToDictionary(kind => (kind.Group, kind.Kind));

    /// <summary>A kind that is read of clusters, in the version that a cluster serves.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="version">The cluster's Istio.</param>
    /// <returns>The kind.</returns>
    public static ResourceKind Of(ReadKind kind, IstioVersion version) => Of(kind.Type, ObjectType.VersionOf(kind.ApiVersion(version)));

    /// <summary>A kind by what its objects call themselves.</summary>
    /// <param name="apiVersion">The group and version, as <c>networking.istio.io/v1beta1</c> or <c>v1</c>.</param>
    /// <param name="kind">The kind, as <c>ServiceEntry</c>.</param>
    /// <returns>The kind in that version.</returns>
    /// <exception cref="MeshException">The module does not work with that kind.</exception>
    public static ResourceKind Of(string apiVersion, string kind)
    {
        var version = ObjectType.VersionOf(apiVersion);
        if (Known.TryGetValue((ObjectType.GroupOf(apiVersion), kind), out var known)) return known with { Version = version };
        if (ObjectKinds.Find(apiVersion, kind) is { } published)
            return Of(published.Type, version);
        throw new MeshException(
            MeshErrorId.KindUnknown,
            MeshErrorKind.InvalidData,
            $"'{apiVersion} {kind}' is not a kind that MeshFederation reads or writes.",
            "Check apiVersion and kind of the object.",
            kind);
    }

    /// <summary>A kind of a type, in a version of its group.</summary>
    internal static ResourceKind Of(ObjectType type, string version) => new(type.Group, version, type.Plural, type.Kind, type.Namespaced);
}
