using MeshFederation.Analysis;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Manifests;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Cases;

/// <summary>
/// Clusters as people had them, each a file of a folder that is named after what it is about, and in <c>expected.yaml</c> what is right:
/// the findings that
/// must be there, which are all of the errors, those that must not, and how a request ends.
/// </summary>
internal sealed record FederationCase(string Name, UnstructuredMap Expected, IReadOnlyList<MeshManifest> Objects)
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Cases");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Folder).Where(folder => File.Exists(Path.Combine(folder, "expected.yaml")))
            .Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public static FederationCase Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        var files = Directory.GetFiles(folder, "*.yaml").Where(file =>
            Path.GetFileName(file) != "expected.yaml").Order(StringComparer.Ordinal);
        return new(
            name,
            YamlReader.ReadFile(Path.Combine(folder, "expected.yaml")).Single().Content,
            [.. files.SelectMany(file => ManifestFiles.Read(file, Path.GetFileNameWithoutExtension(file)))]);
    }

    public FederationView View() => new(Objects, [], Clusters());

    public IReadOnlyList<MeshFinding> Findings() => FederationAnalysis.Run(View());

    public IReadOnlyList<MeshHop> Trace()
    {
        var asked = Expected.Map("trace")!;
        var (from, to) = (asked.Text("from")!.Split('/'), asked.Text("to")!.Split(':'));
        var headers = (asked.Map("headers") ?? UnstructuredMap.Empty).ToDictionary(header => header.Key, header =>
            (string)header.Value!, StringComparer.OrdinalIgnoreCase);
        var isHttp = !(asked.TryGetValue("http", out var http) && http is false);
        var request = new MeshRequest { Authority = "", Port = 0, Headers = headers, IsHttp = isHttp };
        return RequestTracer.Trace(
            new RoutingMesh(Objects, [], Clusters()),
            new(from[0], MeshCaller.In(from[1]), to[0], int.Parse(to[1], System.Globalization.CultureInfo.InvariantCulture), request));
    }

    /// <summary>The last hop of every branch.</summary>
    public static IEnumerable<MeshHop> Ends(IReadOnlyList<MeshHop> hops) => hops.GroupBy(hop => hop.Branch, StringComparer.Ordinal)
        .Where(branch => !hops.Any(hop => hop.Branch != branch.Key && hop.Branch.StartsWith(branch.Key.Length == 0 ? ""
            : branch.Key + ".", StringComparison.Ordinal)))
        .Select(branch => branch.Last());

    private IEnumerable<MeshCluster> Clusters() => Objects.GroupBy(item => item.Cluster, StringComparer.Ordinal)
        .Select(cluster => ManifestClusters.Describe(cluster.Key, [.. cluster])).OfType<MeshCluster>();
}
