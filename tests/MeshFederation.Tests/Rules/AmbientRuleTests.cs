using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Rules;

/// <summary>What rules about ambient meshes say of the objects that planning makes.</summary>
public sealed class AmbientRuleTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("a", "waypoint")]
    public void Nothing_is_wrong_in_what_is_planned(params string[] accounts)
    {
        var findings = Findings(accounts, Serving("a"));
        Assert.Empty(findings);
    }

    [Fact]
    public void What_is_planned_for_another_account_than_answers_is_found() =>
        Assert.Equal(["MF6004"], Findings(["b"], Serving("a")));

    private static string[] Findings(string[] accounts, IEnumerable<MeshManifest> serving)
    {
        var service = Declared.Service("one", [Cluster("c2")], Cluster("c1")) with
        {
            Instance = [new(Cluster("c2")) { ServiceAccount = accounts.ToValueList() }],
        };
        var planned = FederationPlanner.Plan(Declared.Federation(service));
        Assert.Contains(planned, item => item.Kind == "WorkloadEntry");
        var view = new FederationView(planned.Concat(serving), [service]);
        return [.. RuleCatalog.All.Where(rule => rule.Finds.Id.StartsWith("MF6", StringComparison.Ordinal))
            .SelectMany(rule => rule.Evaluate(view)).Select(finding => finding.Rule)];
    }

    private static IEnumerable<MeshManifest> Serving(string account)
    {
        var labels = UnstructuredMap.Of(("app", "one"));
        yield return Object("v1", "Service", "one", UnstructuredMap.Of((AmbientNames.GlobalLabel, "true")), UnstructuredMap.Of(
            ("selector", labels),
            ("ports", UnstructuredList.From(Declared.Service("one", [Cluster("c2")], Cluster("c1")).Port
                .Select(port => UnstructuredMap.Of(("name", port.Name), ("port", (long)port.Number)))))));
        yield return Object("v1", "Pod", "one-1", labels, UnstructuredMap.Of(("serviceAccountName", account)));
    }

    private static MeshManifest Object(string version, string kind, string name, UnstructuredMap labels, UnstructuredMap spec) => new(
        "c2",
        UnstructuredMap.Of(
            ("apiVersion", version),
            ("kind", kind),
            ("metadata", UnstructuredMap.Of(("name", name), ("namespace", "default"), ("labels", labels))),
            ("spec", spec)));

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };
}
