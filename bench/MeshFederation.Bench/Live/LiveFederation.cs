using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench.Live;

/// <summary>A federation of so many objects in each of two clusters that run, cluster1 and cluster2 of a kubeconfig.</summary>
internal sealed class LiveFederation
{
    public const string Name = "bench";

    /// <summary>A service gives each cluster five objects in two: four where it is called, one where it is served.</summary>
    private const int ObjectsOfTwoServices = 5;

    public LiveFederation(string kubeconfig, int objects)
    {
        Kubeconfig = Path.GetFullPath(kubeconfig);
        Services = [.. BookinfoShape.Services(objects * 2 / ObjectsOfTwoServices, 2).Select(Here)];
        Manifests = FederationPlanner.Plan(Federation.Create(Name, Services, AddressPool.Parse(AddressPool.DefaultRange)));
    }

    public string Kubeconfig { get; }

    public MeshService[] Services { get; }

    public IReadOnlyList<MeshManifest> Manifests { get; }

    public static string[] Clusters => ["cluster1", "cluster2"];

    public KubernetesApi Api(string cluster) => KubernetesConnections.For(cluster, Kubeconfig);

    /// <summary>Applies everything with the field manager of publishing, eight requests at a time in each cluster.</summary>
    public async Task ApplyAsync()
    {
        foreach (var cluster in Clusters)
        {
            var manifests = Manifests.Where(manifest => manifest.Cluster == cluster).ToList();
            foreach (var name in manifests.Select(manifest => manifest.Namespace).Distinct(StringComparer.Ordinal))
            {
                await Api(cluster).ApplyAsync(
                    ResourceKinds.Namespace,
                    UnstructuredMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", UnstructuredMap.Of(("name", name)))),
                    new(FieldManager: "bench"),
                    default).ConfigureAwait(false);
            }

            await Parallel.ForEachAsync(manifests, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (manifest, ct) =>
                await Api(cluster)
                    .ApplyAsync(ResourceKinds.Of(manifest.ApiVersion, manifest.Kind), manifest.Content, new(), ct)
                    .ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the objects of a cluster to a file, as Export-MeshManifest -SingleFile does.</summary>
    public string Write(string folder, string cluster)
    {
        var path = Path.Combine(folder, cluster + ".yaml");
        File.WriteAllText(
            path, string.Join("---\n", Manifests.Where(manifest => manifest.Cluster == cluster).Select(manifest => manifest.ToYaml())));
        return path;
    }

    private MeshService Here(MeshService service) => service with
    {
        Instance = service.Instance.Select(instance => instance with { Cluster = Here(instance.Cluster) }).ToValueList(),
        ClientCluster = service.ClientCluster.Select(Here).ToValueList(),
    };

    private MeshCluster Here(MeshCluster cluster) => cluster with { Kubeconfig = Kubeconfig };
}
