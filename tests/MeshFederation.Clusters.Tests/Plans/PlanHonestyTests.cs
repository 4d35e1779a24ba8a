using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Tests.Plans;

/// <summary>What a plan shows is what publishing it does, whoever may have written its file.</summary>
public sealed class PlanHonestyTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_was_made_by_comparing_shows_what_it_does(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        foreach (var services in new[] { scene.Declared.Split(75), scene.Declared.Split(50), scene.Declared.Split(100) })
        {
            foreach (var prune in new[] { false, true })
            {
                var plan = await scene.Declared.PlanAsync(new ComparisonOptions { Prune = prune }, services);
                await using var session = await scene.SessionAsync();
                var (now, moved) = await session.RefreshAsync(plan, PublishingScene.Ct);
                Assert.Empty(moved);
                Assert.Empty(PlanHonesty.Check(plan, now));
            }

            await scene.PublishAsync(await scene.Declared.PlanAsync(services));
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_shows_something_else_is_found_out(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        await scene.PublishAsync(await scene.Declared.PlanAsync(scene.Declared.Split(75)));
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(50));
        var other = await scene.Declared.PlanAsync(scene.Declared.Split(5));
        var wanted = other.Changes.Single(change => change.Kind == "VirtualService").Wanted;
        await using var session = await scene.SessionAsync();

        var found = Assert.Single(await CheckAsync(change => change with { Wanted = wanted }));
        Assert.StartsWith(
            $"VirtualService/default/{scene.Declared.Service} in cluster1: spec.http[0].route[0].weight: 75 → 5 is not shown; "
            + "spec.http[0].route[1].weight: 25 → 95 is not shown; ",
            found,
            StringComparison.Ordinal);
        Assert.Contains("spec.http[0].route[0].weight: 75 → 50 is shown, and would not be", found, StringComparison.Ordinal);
        Assert.EndsWith(
            "spec.http[0].route[0].weight: 75 → 50 is not shown.",
            Assert.Single(await CheckAsync(change => change with { Difference = [.. change.Difference.Skip(1)] })),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "is shown in Add, and would be written in Routes.",
            Assert.Single(await CheckAsync(change => change with { Stage = [PublishingStage.Add] })),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "is shown as taken over from others, and would not be.",
            Assert.Single(await CheckAsync(change => change with { Adopts = true })),
            StringComparison.Ordinal);

        async Task<IReadOnlyList<string>> CheckAsync(Func<MeshChange, MeshChange> forge)
        {
            var forged = plan with
            {
                Changes = [.. plan.Changes.Select(change => change.Kind == "VirtualService" ? forge(change) : change)],
            };
            var (now, moved) = await session.RefreshAsync(forged, PublishingScene.Ct);
            Assert.Empty(moved);
            var error = Assert.Throws<MeshException>(() => PlanHonesty.Require(forged, now));
            Assert.Equal(MeshErrorId.PlanMisleading, error.ErrorId);
            return PlanHonesty.Check(forged, now);
        }
    }

    [Theory]
    [InlineData("metadata", "finalizers", "metadata.finalizers")]
    [InlineData("metadata", "ownerReferences", "metadata.ownerReferences")]
    [InlineData("metadata", "generateName", "metadata.generateName")]
    [InlineData("labels", "istio.io/rev", "metadata.labels['istio.io/rev']")]
    [InlineData("annotations", "kubectl.kubernetes.io/last-applied-configuration",
        "metadata.annotations['kubectl.kubernetes.io/last-applied-configuration']")]
    [InlineData("", "status", "status")]
    [InlineData("", "data", "data")]
    public async Task One_that_wants_what_no_federation_writes_is_refused_before_a_cluster_is_asked(string part, string field, string named)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var plan = await scene.Declared.PlanAsync(scene.Declared.Split(75));
        await using var session = await scene.SessionAsync();
        var error = await Assert.ThrowsAsync<MeshException>(() => session.RefreshAsync(Forged(plan, part, field), PublishingScene.Ct));
        Assert.Equal(MeshErrorId.PlanMisleading, error.ErrorId);
        Assert.Contains($" has {named}, which federations do not write", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServiceEntry")]
    [InlineData("AuthorizationPolicy")]
    public async Task So_is_one_that_writes_to_a_namespace_in_which_none_of_its_services_is(string kind)
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var plan = await scene.PlanAsync(AccessScene.Known(scene).WithAccess(new() { ServiceAccount = ["web"] }));
        Assert.Empty(PlanContent.Foreign(plan));
        var change = plan.Changes.First(change => change.Kind == kind);
        var metadata = change.Wanted!.Map("metadata")!.With("namespace", "kube-system");
        var moved = change with { Namespace = "kube-system", Wanted = change.Wanted.With("metadata", metadata) };
        Assert.EndsWith(
            "stands in the namespace 'kube-system', in which no service of the plan is",
            Assert.Single(PlanContent.Foreign(plan with { Changes = [.. plan.Changes.Where(other => other != change), moved] })),
            StringComparison.Ordinal);
    }

    private static MeshPlan Forged(MeshPlan plan, string part, string field)
    {
        var wanted = plan.Changes[0].Wanted!;
        var metadata = wanted.Map("metadata")!;
        var forged = part switch
        {
            "" => wanted.With(field, UnstructuredMap.Empty),
            "metadata" => wanted.With("metadata", metadata.With(field, UnstructuredList.Of("x"))),
            _ => wanted.With("metadata", metadata.With(part, (metadata.Map(part) ?? UnstructuredMap.Empty).With(field, "x"))),
        };
        return plan with { Changes = [plan.Changes[0] with { Wanted = forged }, .. plan.Changes.Skip(1)] };
    }
}
