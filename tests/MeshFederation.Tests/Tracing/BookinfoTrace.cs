using System.Globalization;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// The bookinfo federation as files, in which a test changes a line and asks for the way of a request. cases/bookinfo holds the files.
/// </summary>
internal static class BookinfoTrace
{
    public static readonly string Cases = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Tracing", "cases");

    public static IReadOnlyList<MeshHop> Of(
        string edited, string old, string changed, MeshRequest? request = null, MeshCluster[]? clusters = null) =>
            RequestTracer.Trace(Mesh(edited, old, changed, clusters), Question(request));

    public static TraceQuestion Question(MeshRequest? request = null, string host = "reviews", int? port = 9080) =>
        new("cluster1", MeshCaller.In("default"), host, port, request ?? new() { Authority = "", Port = 0 });

    public static RoutingMesh Mesh(string edited = "", string old = "", string changed = "", MeshCluster[]? clusters = null) =>
        new(
            Objects("cluster1", edited == "cluster1" ? old : "", changed)
                .Concat(Objects("cluster2", edited == "cluster2" ? old : "", changed)),
            [],
            clusters ?? []);

    public static IEnumerable<MeshManifest> Objects(string cluster, string old = "", string changed = "")
    {
        var file = Path.Combine(Cases, "bookinfo", cluster + ".yaml");
        var text = File.ReadAllText(file);
        if (old.Length > 0)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }

        return YamlReader.ReadText(text, file).Select(document => new MeshManifest(cluster, document.Content));
    }

    /// <summary>The hops as the golden files have them: all, or those of the way that breaks.</summary>
    public static string Text(IReadOnlyList<MeshHop> hops) => string.Concat(WayThatBreaks(hops).Select(hop =>
        string.Create(CultureInfo.InvariantCulture, $"{hop.Hop} {(hop.Branch.Length == 0 ? "-" : hop.Branch)} {hop.Share:0.##} % "
            + $"{hop.Cluster} {hop.Step} {hop.Object}\n    {hop.Decision}\n")
        + (hop.Why.Length == 0 ? "" : $"    because {hop.Why}\n")
        + (hop.Outcome == TraceOutcome.Continues ? "" : $"    => {hop.Outcome}\n")
        + (hop.Finding is { } finding ? $"    {finding}\n    {finding.Recommendation}\n" : "")));

    private static IEnumerable<MeshHop> WayThatBreaks(IReadOnlyList<MeshHop> hops)
    {
        var broken = hops.FirstOrDefault(hop => hop.Outcome == TraceOutcome.Broken);
        return broken is null
            ? hops
            : hops.Where(hop => hop.Branch.Length == 0
                || broken.Branch == hop.Branch
                || broken.Branch.StartsWith(hop.Branch + ".", StringComparison.Ordinal));
    }
}
