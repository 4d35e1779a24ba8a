using System.Globalization;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>What cannot be made, since its namespace is not there, is found before anything is written.</summary>
public sealed class MissingNamespaceTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task An_object_in_a_namespace_that_is_not_there_is_refused_in_the_plan_with_what_to_do(string server)
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, server);
        var plan = await scene.PlanAsync(In(scene, "n-" + scene.Federation));
        var refused = plan.Changes.Where(change => change.Action == ChangeAction.Failed).ToList();
        string[] expected = [
            "cluster1 DestinationRule", "cluster1 DestinationRule", "cluster1 ServiceEntry", "cluster1 VirtualService",
            "cluster2 DestinationRule"
        ];
        Assert.Equal(expected, refused.Select(change => $"{change.Cluster} {change.Kind}").Order(StringComparer.Ordinal));
        Assert.All(refused, change => Assert.Equal(
            $"The namespace 'n-{scene.Federation}' is not there in the cluster '{change.Cluster}'. Make it: kubectl --context "
            + $"{change.Cluster} create namespace n-{scene.Federation}. Or check -Namespace of the service, and in which clusters it runs.",
            change.Message));
        Assert.Equal("Gateway", Assert.Single(plan.Changes, change => change.Action == ChangeAction.Create).Kind);
    }

    [Fact]
    public async Task So_is_one_in_a_namespace_that_is_going_and_one_for_the_namespace_of_istiod()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        scene.InProcess!["cluster1"].Put("{apiVersion: v1, kind: Namespace, metadata: {name: going}, status: {phase: Terminating}}");
        scene.InProcess["cluster2"].Put("{apiVersion: v1, kind: Namespace, metadata: {name: going}, status: {phase: Active}}");
        scene.InProcess["cluster2"].Remove("namespaces", null, "istio-system");
        var refused = (await scene.PlanAsync(In(scene, "going"))).Changes.Where(change => change.Action == ChangeAction.Failed).ToList();
        Assert.All(
            refused.Where(change => change.Cluster == "cluster1"),
            change => Assert.StartsWith(
                "The namespace 'going' of the cluster 'cluster1' is being deleted.", change.Message, StringComparison.Ordinal));
        Assert.EndsWith(
            "Or give the namespace of istiod with -IstioNamespace.",
            Assert.Single(refused, change => change.Cluster == "cluster2").Message,
            StringComparison.Ordinal);
        Assert.Equal(5, refused.Count);
    }

    [Fact]
    public async Task Many_namespaces_are_asked_for_by_one_list()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        foreach (var number in Enumerable.Range(1, 10))
        {
            scene.InProcess!["cluster1"].Put(
                string.Create(CultureInfo.InvariantCulture, $"{{apiVersion: v1, kind: Namespace, metadata: {{name: n{number}}}}}"));
        }
        var plan = await scene.PlanAsync(
            [.. Enumerable.Range(1, 10).Select(number => In(scene, string.Create(CultureInfo.InvariantCulture, $"n{number}")))]);
        Assert.All(
            plan.Changes,
            change => Assert.Equal(
                change.Cluster == "cluster2" && change.Kind == "DestinationRule" ? ChangeAction.Failed : ChangeAction.Create,
                change.Action));
        Assert.Equal("list", Assert.Single(scene.InProcess!["cluster1"].Requests, request => request.Plural == "namespaces").Verb);
    }

    private static MeshService In(ComparisonScene scene, string ns) => scene.Split(75) with { Namespace = ns };
}
