using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Manifests;

/// <summary>
/// Reads off the objects of a cluster what Get-MeshCluster reads off the cluster itself, as far as these objects are among the files.
/// </summary>
public static class ManifestClusters
{
    /// <summary>Describes a cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="objects">Its objects.</param>
    /// <returns>
    /// The cluster; its trust domain is empty when no mesh configuration is among the objects. Null when they tell nothing of Istio: they
    /// have neither istiod's Deployment nor its configuration, nor that of its injector, nor the network of its namespace.
    /// </returns>
    public static MeshCluster? Describe(string name, IReadOnlyList<MeshManifest> objects)
    {
        var planes = Planes(objects);
        var plane = planes.Count == 0 ? null : planes[0];
        var map = Map(objects, plane, ControlPlaneNames.Mesh, ControlPlaneNames.MeshKey);
        var injector = Map(objects, plane, ControlPlaneNames.Injector, ControlPlaneNames.ValuesKey);
        var home = plane?.Namespace ?? map?.Namespace ?? injector?.Namespace ?? MeshCluster.UsualNamespace;
        var network = objects.FirstOrDefault(item => ReadKind.Namespace.Type.Is(item) && item.Name == home)?.Metadata
            .Map("labels")
            ?.Text(IstiodLabels.Network);
        if (plane is null && map is null && injector is null && network is null) return null;
        var values = InjectorValues.Of(injector?.Content.Map("data")?.Text(ControlPlaneNames.ValuesKey) ?? "{}");
        var cluster = new MeshCluster(name, name)
        {
            IstioVersion = plane?.Version ?? IstioVersion.Current,
            IsVersionAssumed = plane?.Version is null,
            TrustDomain = "",
            ClusterDomain = plane?.ClusterDomain ?? values.ClusterDomain ?? MeshCluster.UsualDomain,
            IstioNamespace = home,
            Network = network ?? values.Network,
        };
        return WithFacts(cluster, map, planes, objects);
    }

    /// <summary>The control planes: the one without a revision first, then the newest.</summary>
    private static List<ControlPlane> Planes(IReadOnlyList<MeshManifest> objects) =>
    [
        .. objects.Where(item => ReadKind.Deployment.Type.Is(item) && ControlPlaneNames.Has(item))
            .Select(item => ControlPlane.Of(item.Content))
            .OrderBy(plane => plane.Revision != Revisions.Default).ThenByDescending(plane => plane.Version),
    ];

    /// <summary>
    /// The ConfigMap of a control plane. Where its Deployment is not among the objects, as that of a managed one never is, a ConfigMap of a
    /// revision is taken for it, where there is one alone.
    /// </summary>
    private static MeshManifest? Map(IReadOnlyList<MeshManifest> objects, ControlPlane? plane, string name, string key)
    {
        if ((Named(objects, plane?.NameOf(name) ?? name, key) ?? Named(objects, name, key)) is { } found) return found;
        if (plane is not null) return null;
        var ofRevisions = Maps(objects, key).Where(item => item.Name.StartsWith(name + "-", StringComparison.Ordinal)).ToList();
        return ofRevisions is [var only] ? only : null;
    }

    private static MeshManifest? Named(IReadOnlyList<MeshManifest> objects, string name, string key) =>
        Maps(objects, key).FirstOrDefault(item => item.Name == name);

    private static IEnumerable<MeshManifest> Maps(IReadOnlyList<MeshManifest> objects, string key) =>
        objects.Where(item => ReadKind.ConfigMap.Type.Is(item) && item.Content.Map("data")?.Text(key) is not null);

    private static MeshCluster WithFacts(
        MeshCluster cluster, MeshManifest? map, List<ControlPlane> planes, IReadOnlyList<MeshManifest> objects)
    {
        var (read, isWhole) = Mesh(objects, planes.Count == 0 ? null : planes[0], map);
        var mesh = read ?? new MeshConfiguration();
        var roots =
            objects.FirstOrDefault(item => ReadKind.ConfigMap.Type.Is(item) && item.Name == ControlPlaneNames.Roots)
                ?.Content.Map("data")?.Text(ControlPlaneNames.RootsKey);
        var served = roots is null ? [] : RootCertificates.Of(roots);
        return cluster with
        {
            TrustDomain = read?.TrustDomain ?? "",
            MeshConfig = mesh.Settings,
            Facts = new()
            {
                ControlPlane =
                    planes.Select(plane => new MeshControlPlane(plane.Namespace, plane.Revision, plane.Version, plane.Ready)).ToValueList(),
                Revision = planes is [var first, ..] ? first.Revision : "",
                Namespace = Namespaces(objects),
                IstiodSetting = planes is [var own, ..] ? own.Setting : [],
                Ztunnel = TunnelReader.Ztunnels(objects.Where(ReadKind.DaemonSet.Type.Is).Select(item => item.Content)),
                IsMeshConfigUnknown = !isWhole,
                TrustDomainAlias = mesh.TrustDomainAlias,
                TrustedDomain = mesh.TrustedDomain,
                DnsCapture = mesh.DnsCapture,
                RootNamespace = mesh.RootNamespace ?? cluster.IstioNamespace,
                RootCertificate = served,
                Authority = Authority(objects, map?.Namespace ?? cluster.IstioNamespace, served),
            },
        };
    }

    private static ValueList<MeshCertificate> Authority(
        IReadOnlyList<MeshManifest> objects, string home, IEnumerable<MeshRootCertificate> served)
    {
        var secrets = objects.Where(item => ReadKind.Secret.Type.Is(item) && item.Namespace == home).ToList();
        var secret = secrets.Find(item => item.Name == AuthoritySecret.Name) ?? secrets.Find(item => item.Name == AuthoritySecret.OfIstiod);
        return secret is null ? [] : AuthoritySecret.InUse(secret.Content, [.. served.Select(root => root.Fingerprint)]);
    }

    private static ValueList<MeshNamespace> Namespaces(IReadOnlyList<MeshManifest> objects) =>
        objects.Where(ReadKind.Namespace.Type.Is)
            .Select(item => new MeshNamespace(item.Name, item.Metadata.Map("labels").ToLabels()))
            .OrderBy(item => item.Name, StringComparer.Ordinal).ToValueList();

    /// <summary>The mesh configuration, and whether all of it is among the objects: istiod may share a part of it with others.</summary>
    private static (MeshConfiguration? Read, bool IsWhole) Mesh(
        IReadOnlyList<MeshManifest> objects, ControlPlane? plane, MeshManifest? map)
    {
        var home = map?.Namespace ?? plane?.Namespace;
        var shared = plane?.SharedMeshConfig is { } name
            ? Maps(objects, ControlPlaneNames.MeshKey).FirstOrDefault(item => item.Name == name && item.Namespace == home)
            : null;
        if (map is null && shared is null) return (null, false);
        try
        {
            var said = new[] { shared, map }.OfType<MeshManifest>().SelectMany(Said).ToList();
            var (mesh, isWhole) = (MeshConfiguration.Of(said), plane?.SharedMeshConfig is null || shared is not null);
            var isNamed = isWhole || said.Exists(configuration => configuration.Text(MeshConfigWords.TrustDomain) is { Length: > 0 });
            return (isNamed ? mesh : mesh with { TrustDomain = "" }, isWhole);
        }
        catch (MeshException)
        {
            // The text inside is not what istiod would take; what it says counts as not known.
            return (null, false);
        }
    }

    private static IEnumerable<UnstructuredMap> Said(MeshManifest map) =>
        YamlReader.ReadText(map.Content.Map("data")!.Text(ControlPlaneNames.MeshKey)!, map.ToString()).Select(document => document.Content);
}
