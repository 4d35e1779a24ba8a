using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Clusters.Rights;

/// <summary>
/// Which rights each command needs, made of the lists of kinds that the commands go through. <c>docs/clusterrole.yaml</c> is made of it.
/// </summary>
internal static class CommandRights
{
    private static readonly string[] Writing = ["get", "create", "update", "patch", "delete"];
    private static readonly string[] Recording = ["create", "patch", "delete"];
    private static readonly string[] Holding = ["get", "create", "update", "delete"];
    private static readonly string[] Keeping = ["get", "create", "update"];
    private static readonly string[] Forwarding = ["get", "create"];

    /// <summary>The commands that read, each with its rights.</summary>
    public static IReadOnlyList<(string Command, IReadOnlyList<AccessRight> Rights)> Reading =>
    [
        ("Get-MeshCluster", Distinct(Discovery)),
        ("Get-MeshService", Distinct(
            [.. List(ResourceKinds.Service, ResourceKinds.Pod, ResourceKinds.Namespace), .. Listed(PodTemplates.Restartable)])),
        ("Compare-MeshFederation", Distinct(Comparing)),
        ("Get-MeshFederation", Distinct([.. Federated("list"), .. History, AtIstiod(ResourceKinds.Lease, "list")])),
        ("Test-MeshFederation -Live", Distinct([.. Live, .. Comparing])),
        ("Trace-MeshRequest -Live", Distinct(Live)),
        ("Compare-MeshAccess -Live", Distinct([.. Live, .. Comparing])),
    ];

    /// <summary>The commands that write, each with its rights, those of reading before it included.</summary>
    public static IReadOnlyList<(string Command, IReadOnlyList<AccessRight> Rights)> Publishing =>
    [
        ("Publish-MeshFederation", Distinct([.. Comparing, .. Written])),
        ("Undo-MeshFederation", Distinct([.. Comparing, .. Written])),
        ("Unpublish-MeshFederation", Distinct([.. Comparing, .. Written])),
    ];

    /// <summary>What publishing writes besides in clusters that are federated in ambient mode: Services, among others.</summary>
    public static IReadOnlyList<AccessRight> Ambient =>
        [.. Writing.SelectMany(verb => ObjectKinds.All.Where(kind => kind.IsAmbient).Select(kind => Of(kind.Type, verb)))];

    /// <summary>The commands that read and exchange authorities, each with its rights; who has them may give out any identity.</summary>
    public static IReadOnlyList<(string Command, IReadOnlyList<AccessRight> Rights)> Identities =>
    [
        ("Get-MeshIdentity", Distinct(Identity)),
        ("Test-MeshIdentity -Live", Distinct(Identity)),
        ("New-MeshCertificateAuthority -FromCluster", [AtIstiod(ResourceKinds.Secret, "get")]),
        ("Import-MeshCertificate -FromSecret", [AtIstiod(ResourceKinds.Secret, "get")]),
        ("Publish-MeshIdentity -Rotate -Restart", Distinct(
        [
            .. Identity,
            .. Keeping.Select(verb => AtIstiod(ResourceKinds.Secret, verb)),
            .. PodTemplates.Restartable.Select(kind => Of(kind.Type, "patch")),
            .. Holding.Select(verb => AtIstiod(ResourceKinds.Lease, verb)),
        ])),
        ("Remove-MeshClusterTrust", Distinct(
        [
            .. Identity,
            .. Keeping.Select(verb => AtIstiod(ResourceKinds.Secret, verb)),
            .. Holding.Select(verb => AtIstiod(ResourceKinds.Lease, verb)),
            AtIstiod(ResourceKinds.ConfigMap, "update"),
        ])),
        ("Add-MeshClusterTrust -Apply", Distinct(
        [
            .. Listed([ReadKind.Deployment, .. AccessComparison.Kinds]),
            .. List(ResourceKinds.Pod),
            .. History,
            AtIstiod(ResourceKinds.ConfigMap, "update"),
        ])),
    ];

    /// <summary>
    /// What Add-MeshClusterTrust -Apply and Remove-MeshClusterTrust need besides where the Sail operator, or an operator in the cluster,
    /// made the mesh configuration.
    /// </summary>
    public static IReadOnlyList<AccessRight> Owners =>
    [
        InCluster(MeshConfigReading.Revision, "get"),
        InCluster(MeshConfigReading.Istio, "get"),
        InCluster(MeshConfigReading.Istio, "update"),
        InCluster(MeshConfigReading.Operator, "get"),
        InCluster(MeshConfigReading.Operator, "update"),
    ];

    /// <summary>The Secret of the authority, the roots that are served, istiod, and the pods that have certificates.</summary>
    private static IEnumerable<AccessRight> Identity =>
    [
        AtIstiod(ResourceKinds.Secret, "get"),
        AtIstiod(ResourceKinds.ConfigMap, "get"),
        .. Listed([ReadKind.Deployment]),
        .. List(ResourceKinds.Pod),
    ];

    private static IEnumerable<AccessRight> Discovery =>
    [
        .. List(ResourceKinds.Service, ResourceKinds.Pod, ResourceKinds.Node, ResourceKinds.Namespace),
        new("", ResourceKinds.Namespace.Plural, "get"),
        .. Listed([ReadKind.Deployment, ReadKind.DaemonSet, ReadKind.ApiGateway]),
        AtIstiod(ResourceKinds.ConfigMap, "get"),
    ];

    /// <summary>A record is listed, and what it holds read where something hangs on it.</summary>
    private static IEnumerable<AccessRight> History =>
        [AtIstiod(ResourceKinds.ConfigMap, "list"), AtIstiod(ResourceKinds.ConfigMap, "get")];

    private static IEnumerable<AccessRight> Comparing =>
    [
        .. Federated("list"),
        .. Listed(FailoverPanics.Kinds),
        .. Listed(ServiceRoutes.Kinds),
        .. List(ResourceKinds.Pod, ResourceKinds.Namespace),
        new("", ResourceKinds.Namespace.Plural, "get"),
        .. History,
    ];

    /// <summary>What is live is discovered first.</summary>
    private static IEnumerable<AccessRight> Live => [.. Discovery, .. Listed(ReadKind.All.Where(kind => kind.IsLive))];

    private static IEnumerable<AccessRight> Written =>
    [
        .. Writing.SelectMany(verb => ObjectKinds.All.Where(kind => !kind.IsAmbient).Select(kind => Of(kind.Type, verb))),
        .. Recording.Select(verb => AtIstiod(ResourceKinds.ConfigMap, verb)),
        .. Holding.Select(verb => AtIstiod(ResourceKinds.Lease, verb)),
        .. Forwarding.Select(verb => new AccessRight("", ResourceKinds.Pod.Plural + "/portforward", verb, true)),
    ];

    private static IEnumerable<AccessRight> Federated(string verb) => ObjectKinds.All.Select(kind => Of(kind.Type, verb));

    private static IEnumerable<AccessRight> Listed(IEnumerable<ReadKind> kinds) => kinds.Select(kind => Of(kind.Type, "list"));

    private static IEnumerable<AccessRight> List(params ResourceKind[] kinds) =>
        kinds.Select(kind => new AccessRight(kind.Group, kind.Plural, "list"));

    private static AccessRight Of(ObjectType type, string verb) => new(type.Group, type.Plural, verb);

    private static AccessRight InCluster(ResourceKind kind, string verb) => new(kind.Group, kind.Plural, verb);

    private static AccessRight AtIstiod(ResourceKind kind, string verb) => new(kind.Group, kind.Plural, verb, InIstioNamespace: true);

    private static IReadOnlyList<AccessRight> Distinct(IEnumerable<AccessRight> rights) => [.. rights.Distinct()];
}
