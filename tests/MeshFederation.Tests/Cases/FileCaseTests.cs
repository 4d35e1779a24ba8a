using System.Globalization;
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
/// Files as people have them, with what is right to say of them: the first document of each lists every finding of the others, and how
/// traces of them end. Of a hop's end <c>Answered MF9036 25 %</c> names the outcome, the finding and the share, as far as they are written.
/// </summary>
public sealed class FileCaseTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Cases", "files");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Of_a_file_is_found_what_is_wrong_and_nothing_else(string name)
    {
        var (expected, view) = Read(name);
        var findings = FederationAnalysis.Run(view);
        var list = string.Join(
            '\n',
            findings.Select(
                finding => $"{finding.Rule} {finding.Severity} {finding.Target} {finding.Field} {finding.Line} {finding.Message}"));
        foreach (var item in expected.Maps("findings"))
            Assert.True(findings.Any(finding => Is(finding, item)), $"{item} is not among\n{list}");
        Assert.True(findings.Count == expected.Maps("findings").Length, list);
    }

    [Theory, MemberData(nameof(Names))]
    public void Requests_end_as_they_should(string name)
    {
        var (expected, view) = Read(name);
        foreach (var item in expected.Maps("traces"))
        {
            var (from, to) = (item.Text("from")!.Split('/'), item.Text("to")!.Split(':'));
            var question = new TraceQuestion(
                from[0],
                MeshCaller.In(from[1]),
                to[0],
                int.Parse(to[1], CultureInfo.InvariantCulture),
                new MeshRequest { Authority = "", Port = 0 });
            var hops = RequestTracer.Trace(view.Mesh, question);
            var list = string.Join(
                '\n', hops.Select(hop => $"{hop.Step} {hop.Outcome} {hop.Finding?.Rule} {hop.Object} {hop.Decision} {hop.Why}"));
            var ends = hops.Where(hop => hop.Outcome != TraceOutcome.Continues || hop.Finding is not null).Select(End).ToList();
            var wanted = item.List("ends").Cast<string>().ToList();
            Assert.True(
                wanted.Count == ends.Count && wanted.All(end => ends.Exists(actual => end.Split(' ').All(actual.Split(' ').Contains))),
                $"{string.Join(", ", ends)}\n{list}");
            if (item.Text("passes") is { } passes) Assert.Contains(hops, hop => hop.Object == passes);
            if (item.Text("says") is { } says) Assert.Contains(says, list, StringComparison.Ordinal);
        }
    }

    private static string End(MeshHop hop) => FormattableString.Invariant($"{hop.Outcome} {hop.Finding?.Rule} {hop.Share} %");

    private static bool Is(MeshFinding finding, UnstructuredMap expected) =>
        finding.Rule == expected.Text("rule")
        && finding.Severity.ToString() == expected.Text("severity")
        && finding.Target == expected.Text("target")
        && (expected.Text("at") is not { } at || finding.Field == at)
        && (expected.Number("line") is not { } line || finding.Line == line)
        && (expected.Text("says") is not { } says || finding.Message.Contains(says, StringComparison.Ordinal));

    private static (UnstructuredMap Expected, FederationView View) Read(string name)
    {
        var path = Path.Combine(Folder, name + ".yaml");
        var documents = YamlReader.ReadFile(path);
        var expected = documents[0].Content;
        var objects = ManifestFiles.Read(new ManifestFile(path, "c1")).Skip(1).ToList();
        var declared = (expected.Map("clusters") ?? UnstructuredMap.Empty).Select(cluster => new MeshCluster(cluster.Key, cluster.Key)
        {
            IstioVersion = IstioVersion.Parse(((UnstructuredMap)cluster.Value!).Text("istio")!),
        }).ToList();
        var told = ManifestClusters.Describe("c1", objects);
        return (expected, new(objects, [], told is null ? declared : [.. declared, told]));
    }
}
