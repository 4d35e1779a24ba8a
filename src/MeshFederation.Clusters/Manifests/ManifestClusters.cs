using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Manifests;

/// <summary>Reads off the objects of a cluster what Get-MeshCluster reads off the cluster itself, as far as these objects are among the files.</summary>
public static class ManifestClusters
{
    private const string ConfigMapName = "istio";
    private const string RootsName = "istio-ca-root-cert";

    /// <summary>Describes a cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="objects">Its objects.</param>
    /// <returns>
    /// The cluster; its trust domain is empty when no mesh configuration is among the objects, which is when it has no <see cref="MeshCluster.Facts"/>
    /// either. Null when the objects tell neither version nor configuration.
    /// </returns>
    public static MeshCluster? Describe(string name, IReadOnlyList<MeshManifest> objects)
    {
        var istiod = objects.FirstOrDefault(item => item.Kind == "Deployment" && item.Metadata.Map("labels")?.Text("app") == "istiod");
        var map = objects.FirstOrDefault(item => item.Kind == "ConfigMap" && item.Name == ConfigMapName && item.Content.Map("data")?.Text("mesh") is not null);
        var version = istiod is null ? null : Version(istiod);
        if (version is null && map is null) return null;
        var home = istiod?.Namespace ?? map!.Namespace;
        var cluster = new MeshCluster(name, name)
        {
            IstioVersion = version ?? IstioVersion.Current,
            TrustDomain = "",
            IstioNamespace = home,
            Network = objects.FirstOrDefault(item => item.Kind == "Namespace" && item.Name == home)?.Metadata.Map("labels")?.Text("topology.istio.io/network"),
        };
        return map is null ? cluster : WithFacts(cluster, map, istiod, objects);
    }

    private static MeshCluster WithFacts(MeshCluster cluster, MeshManifest map, MeshManifest? istiod, IReadOnlyList<MeshManifest> objects)
    {
        if (Mesh(map) is not { } mesh) return cluster;
        var roots = objects.FirstOrDefault(item => item.Kind == "ConfigMap" && item.Name == RootsName)?.Content.Map("data")?.Text("root-cert.pem");
        return cluster with
        {
            TrustDomain = mesh.TrustDomain,
            MeshConfig = mesh.Settings,
            Facts = new()
            {
                Namespace = Namespaces(objects),
                IstiodSetting = istiod is null ? [] : ControlPlane.Of(istiod.Content).Setting,
                TrustDomainAlias = mesh.TrustDomainAlias,
                TrustedDomain = mesh.TrustedDomain,
                DnsCapture = mesh.DnsCapture,
                RootNamespace = mesh.RootNamespace ?? cluster.IstioNamespace,
                RootCertificate = roots is null ? [] : RootCertificates.Of(roots),
            },
        };
    }

    private static ValueList<MeshNamespace> Namespaces(IReadOnlyList<MeshManifest> objects) => objects.Where(item => item.Kind == "Namespace")
        .Select(item => new MeshNamespace(item.Name, item.Metadata.Map("labels").ToLabels())).OrderBy(item => item.Name, StringComparer.Ordinal).ToValueList();

    private static MeshConfiguration? Mesh(MeshManifest map)
    {
        try
        {
            return MeshConfiguration.Of(YamlReader.ReadText(map.Content.Map("data")!.Text("mesh")!, map.ToString()).Select(document => document.Content));
        }
        catch (MeshException)
        {
            // The text inside is not what istiod would take; what it says counts as not known.
            return null;
        }
    }

    private static IstioVersion? Version(MeshManifest istiod)
    {
        var template = istiod.Spec.Map("template");
        var images = template?.Map("spec")?.Maps("containers").Select(container => container.Text("image")) ?? [];
        return images.Select(IstioImage.Tag).OfType<string>().Where(tag => !IstioVersion.IsTooOld(tag)).Select(IstioVersion.TryParse)
            .OfType<IstioVersion>().FirstOrDefault();
    }
}
