using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>Reads the ConfigMap of a control plane's mesh configuration, and what it was made of.</summary>
internal static class MeshConfigReading
{
    /// <summary>Istio resources of the Sail operator, which lie in no namespace.</summary>
    public static readonly ResourceKind Istio = ResourceKinds.Of(InstallerKinds.Sail, InstallerKinds.SailVersion);

    /// <summary>The revisions that the Sail operator makes of them.</summary>
    public static readonly ResourceKind Revision = ResourceKinds.Of(InstallerKinds.SailRevision, InstallerKinds.SailVersion);

    /// <summary>IstioOperators.</summary>
    public static readonly ResourceKind Operator = ResourceKinds.Of(InstallerKinds.Operator, InstallerKinds.OperatorVersion);

    public static async Task<MeshConfigState> ReadAsync(MeshCluster cluster, KubernetesApi api, CancellationToken ct)
    {
        var planes = (await ControlPlanes.ReadAsync(api, ct).ConfigureAwait(false))
            .Where(plane => plane.Namespace == cluster.IstioNamespace).ToList();
        var plane = Choose(cluster, planes);
        var (name, shared) = (plane.NameOf(ControlPlaneNames.Mesh), UnstructuredMap.Empty);
        var map = await api.GetAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, name, ct).ConfigureAwait(false)
            ?? throw TrustErrors.NoConfiguration(cluster, name);
        if (plane.SharedMeshConfig is { } more
            && await api.GetAsync(ResourceKinds.ConfigMap, cluster.IstioNamespace, more, ct).ConfigureAwait(false) is { } other)
        {
            shared = Content(other) ?? throw TrustErrors.Unreadable(cluster, more);
        }

        var version = plane.Version ?? cluster.IstioVersion;
        var own = Content(map) ?? throw TrustErrors.Unreadable(cluster, name);
        var state = new MeshConfigState(cluster with { IstioVersion = version }, map, Text(map), own, shared);
        if (state.Source is { Installation: IstioInstallation.Sail } source)
            state = state with { Source = source with { Owner = await IstioOfAsync(api, source.Owner, ct).ConfigureAwait(false) } };
        try
        {
            return state with { Owner = await OwnerAsync(state.Source, api, ct).ConfigureAwait(false) };
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.Forbidden)
        {
            // Who writes nothing needs no right to it.
            return state;
        }
    }

    /// <summary>The kind of the object that a mesh configuration is made of; null where it is of none.</summary>
    public static ResourceKind? KindOfOwner(IstioSource source) => source switch
    {
        { Installation: IstioInstallation.Sail } => Istio,
        { Installation: IstioInstallation.IstioOperator, Owner.Length: > 0 } => Operator,
        _ => null,
    };

    /// <summary>The object that a mesh configuration is made of; null where there is none.</summary>
    public static async Task<UnstructuredMap?> OwnerAsync(IstioSource source, KubernetesApi api, CancellationToken ct)
    {
        if (KindOfOwner(source) is not { } kind) return null;
        try
        {
            return await api.GetAsync(kind, kind.Namespaced ? source.OwnerNamespace : null, source.Owner, ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.KindMissing && kind == Operator)
        {
            // istioctl names the IstioOperator that it was given; newer ones keep none in the cluster, and no kind of it.
            return null;
        }
    }

    /// <summary>The text of a mesh configuration as it is now; empty where it is not there any more.</summary>
    public static async Task<string> TextAsync(MeshConfigState state, KubernetesApi api, CancellationToken ct)
    {
        var (ns, name) = (state.Source.Namespace, state.Source.ConfigMap);
        var map = await api.GetAsync(ResourceKinds.ConfigMap, ns, name, ct).ConfigureAwait(false);
        return map is null ? "" : Text(map);
    }

    private static ControlPlane Choose(MeshCluster cluster, List<ControlPlane> planes)
    {
        var revision = cluster.Facts?.Revision is { Length: > 0 } known ? known : null;
        if (planes.Find(plane => plane.Revision == (revision ?? Revisions.Default)) is { } found) return found;
        if (revision is null && planes is [var only]) return only;
        if (planes.Count == 0 || revision is not null)
            return ControlPlane.Outside(cluster.IstioNamespace, revision, cluster.IstioVersion);
        throw TrustErrors.SeveralRevisions(cluster, planes.Select(plane => plane.Revision));
    }

    /// <summary>A revision is called as its Istio, or belongs to it; where it may not be read, its own name is the best guess.</summary>
    private static async Task<string> IstioOfAsync(KubernetesApi api, string revision, CancellationToken ct)
    {
        var found = await api.GetAsync(Revision, null, revision, ct).ConfigureAwait(false);
        return found?.Metadata().Maps("ownerReferences").FirstOrDefault(one => one.Text("kind") == Istio.Kind)?.Text("name") ?? revision;
    }

    private static string Text(UnstructuredMap map) => map.Map("data")?.Text(ControlPlaneNames.MeshKey) ?? "";

    private static UnstructuredMap? Content(UnstructuredMap map) => MeshConfigText.Read(Text(map), "the mesh configuration");
}
