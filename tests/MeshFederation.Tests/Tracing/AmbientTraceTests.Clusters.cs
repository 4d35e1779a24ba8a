using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Tests.Planning;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <content>Networks on which several clusters stand, and what rules say beside traces.</content>
public sealed partial class AmbientTraceTests
{
    private const string ServingToo = "Service default/a @c3: {" + Global + Ports + "}\n";
    private const string ThereToo = "Pod default/a-3 @c3: {metadata: {labels: {app: a}}, spec: {serviceAccountName: a}}\n";

    [Theory]
    [InlineData("MF6006", Global, "")]
    [InlineData("MF6007", "port: 80", "port: 81")]
    [InlineData("MF6004", "serviceAccountName: a", "serviceAccountName: b")]
    [InlineData("MF6012", "spec: {serviceAccountName: a}",
        "spec: {serviceAccountName: a}, status: {conditions: [{type: Ready, status: 'False'}]}")]
    public void A_call_is_judged_for_every_cluster_of_a_network(string rule, string old, string changed)
    {
        var objects = All + (ServingToo + ThereToo).Replace(old, changed, StringComparison.Ordinal);
        MeshCluster[] clusters = [.. OfOneNetwork("mesh.local")];
        var hops = Trace(objects, clusters: clusters);
        Assert.Equal(50, hops.Single(hop => hop.Outcome == TraceOutcome.Delivered).Share);
        var lost = hops.Single(hop => hop.Finding is not null);
        Assert.Equal((TraceOutcome.Broken, 50.0, rule), (lost.Outcome, lost.Share, lost.Finding!.Rule));
        Assert.Contains(
            RuleCatalog.Find(rule)!.Evaluate(new(Manifests(objects), [], clusters)),
            finding => (finding.Target, finding.Message) == (lost.Finding.Target, lost.Finding.Message));
    }

    [Fact]
    public void One_cluster_of_a_network_may_be_of_another_trust_domain()
    {
        var hops = Trace(All + ServingToo + ThereToo, clusters: [.. OfOneNetwork("three.local")]);
        Assert.Equal(50, hops.Single(hop => hop.Outcome == TraceOutcome.Delivered).Share);
        Assert.Equal((50.0, "MF6008"), hops.Where(hop => hop.Finding is not null).Select(hop => (hop.Share, hop.Finding!.Rule)).Single());
    }

    [Theory]
    [InlineData("mesh.local")]
    [InlineData("three.local")]
    public void A_cluster_of_the_network_without_the_Service_is_not_called(string domain)
    {
        var hops = Trace(All + "Service default/b @c3: {" + Global + Ports + "}\n", clusters: [.. OfOneNetwork(domain)]);
        Assert.DoesNotContain(hops, hop => hop.Cluster == "c3");
        Assert.Equal(100, hops.Single(hop => hop.Outcome == TraceOutcome.Delivered).Share);
    }

    /// <summary>That endpoints of other networks are never called is sure without pods; that requests fail is not.</summary>
    [Theory]
    [InlineData(Here, FindingSeverity.Warning, TraceOutcome.Continues)]
    [InlineData(Beside, FindingSeverity.Error, TraceOutcome.Broken)]
    [InlineData("", FindingSeverity.Error, TraceOutcome.Unknown)]
    public void Rule_and_trace_know_the_same_own_pods(string own, FindingSeverity severity, TraceOutcome outcome)
    {
        var objects = Manifests(All.Replace(Calling, Calling.Replace(Global, "", StringComparison.Ordinal), StringComparison.Ordinal) + own)
            .ToList();
        MeshCluster[] clusters = [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")];
        var declared = Declared.Service("a", clusters.ToValueList(), clusters[0]) with
        {
            Instance = clusters
                .Select(cluster => new MeshServiceInstance(cluster) { Version = [new(LabelSet.Create("version", "v1"))] })
                .ToValueList(),
        };
        var request = new MeshRequest { Authority = "", Port = 0 };
        var hops = RequestTracer.Trace(
            new(objects, [declared], clusters), new("c1", MeshCaller.In("default"), "a", 80, request));
        var said = RuleCatalog.Find("MF6003")!.Evaluate(new FederationView(objects, [declared], clusters)).Single();
        var found = hops.Single(hop => hop.Finding is not null);
        Assert.Equal((said.Message, said.Severity), (found.Finding!.Message, found.Finding.Severity));
        Assert.Equal((severity, outcome), (said.Severity, found.Outcome));
        Assert.Contains("or end with no healthy upstream", said.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<MeshCluster> OfOneNetwork(string domain) =>
        [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local"), Cluster("c3", domain) with { Network = "n2" }];
}
