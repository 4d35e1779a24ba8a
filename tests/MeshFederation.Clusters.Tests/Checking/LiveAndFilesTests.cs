using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>The same objects as YAML and in live clusters are the same to what decides where requests go.</summary>
public sealed class LiveAndFilesTests
{
    /// <summary>Worlds beside the repository, of which every so-manieth is taken; none where the folder is not there.</summary>
    private const int Every = 12;

    private static readonly HashSet<string> Complete = [ReadKind.Service.Title, ReadKind.Pod.Title];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_objects_give_the_same_trace()
    {
        await using var clusters = await TestClusters.StartAsync(1);
        var empty = clusters.All[0].Save();
        var (worlds, traces) = (0, 0);
        foreach (var world in Worlds())
        {
            var (files, live) = (new List<MeshManifest>(), new List<MeshManifest>());
            foreach (var file in Directory.GetFiles(world, "*.yaml").Order(StringComparer.Ordinal))
            {
                empty();
                var cluster = new MeshCluster(Path.GetFileNameWithoutExtension(file), "cluster1") { Kubeconfig = clusters.Kubeconfig };
                var objects = YamlReader.ReadFile(file).Select(document => new MeshManifest(cluster.Name, document.Content)).ToList();
                foreach (var item in objects.Where(IsServed)) clusters.All[0].Put(item.ToYaml());
                var read = await LiveObjects.ReadAsync(KubernetesConnections.For("cluster1", clusters.Kubeconfig), cluster, Ct);
                Assert.Empty(read.Unread);
                files.AddRange(objects.Where(IsServed));
                live.AddRange(read.Objects.Select(item => AsWritten(item, objects)));
            }

            Assert.Equal(Kept(files), Kept(live));
            var (one, other) = (Mesh(Listed(files)), Mesh(Listed(live)));
            foreach (var question in Questions(one))
            {
                Assert.Equal(Trace(one, question), Trace(other, question));
                traces++;
            }

            worlds++;
        }

        if (!Directory.Exists(Beside))
            TestContext.Current.TestOutputHelper!.WriteLine($"There is no {Beside}, so no world of it is tried.");
        Assert.True(worlds >= 2 && traces >= 20, $"{worlds} worlds, {traces} traces");
    }

    private static string Beside => Path.Combine(RepositoryPaths.Root, "..", "shared", "truth", "worlds");

    private static IEnumerable<string> Worlds()
    {
        var tests = Path.Combine(RepositoryPaths.Root, "tests");
        var own = Directory.GetDirectories(Path.Combine(tests, "MeshFederation.Tests", "Tracing", "cases"))
            .Concat(Directory.GetDirectories(Path.Combine(tests, "MeshFederation.Module.Tests", "cases")));
        return own.Concat(Directory.Exists(Beside)
            ? Directory.GetDirectories(Beside).Order(StringComparer.Ordinal).Where((_, place) => place % Every == 0)
            : [])
            .Where(world => Directory.GetFiles(world, "*.yaml").Length > 0);
    }

    /// <summary>
    /// Live clusters are asked for pods, not for what pods are made of; kinds that the server does not serve are not put there.
    /// </summary>
    private static bool IsServed(MeshManifest item) =>
        item.Kind.Length > 0 && ReadKind.All.Any(kind => kind.IsLive && !kind.IsOptional && kind.Type.Is(item));

    /// <summary>Without what the server adds: when it was made counts where files say it alone.</summary>
    private static MeshManifest AsWritten(MeshManifest live, IEnumerable<MeshManifest> files)
    {
        var written = files.FirstOrDefault(item => (item.Kind, item.Namespace, item.Name) == (live.Kind, live.Namespace, live.Name));
        var metadata = written?.Metadata
            ?? live.Metadata.With("creationTimestamp", null)
                .With("uid", null)
                .With("resourceVersion", null)
                .With("generation", null)
                .With("managedFields", null);
        return new(live.Cluster, live.Content.With("metadata", metadata));
    }

    private static IEnumerable<string> Kept(IEnumerable<MeshManifest> objects) =>
        objects.Where(item => item.Kind != ReadKind.Namespace.Type.Kind)
            .Select(item => $"{item.Cluster} {item} {CanonicalJson.Write(item.Spec)}").Order(StringComparer.Ordinal);

    /// <summary>Servers list by namespace and name; in files the order is anybody's, and which pods of many are named follows it.</summary>
    private static IReadOnlyCollection<MeshManifest> Listed(IEnumerable<MeshManifest> objects) =>
        [.. objects.OrderBy(item => item.Cluster, StringComparer.Ordinal).ThenBy(item => item.ToString(), StringComparer.Ordinal)];

    private static RoutingMesh Mesh(IReadOnlyCollection<MeshManifest> objects) =>
        new(
            objects,
            [],
            objects.Select(item => item.Cluster).Distinct(StringComparer.Ordinal).Select(name => new MeshCluster(name, name)),
            _ => Complete);

    private static IEnumerable<TraceQuestion> Questions(RoutingMesh mesh) =>
        from cluster in mesh.Clusters
        from service in cluster.Services.All
        from port in service.Ports.Take(1)
        select new TraceQuestion(
            cluster.Name, MeshCaller.In("default"), service.Host, port.Number, new MeshRequest { Authority = "", Port = 0 });

    private static string Trace(RoutingMesh mesh, TraceQuestion question)
    {
        try
        {
            return string.Join(
                '\n',
                RequestTracer.Trace(mesh, question)
                    .Select(hop => $"{hop.Branch} {hop.Share} {hop.Cluster} {hop.Step} {hop.Object} {hop.Decision} {hop.Outcome} "
                        + $"{hop.Finding?.Rule}"));
        }
        catch (MeshException exception)
        {
            return exception.Message;
        }
    }
}
