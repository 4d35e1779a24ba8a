using CsCheck;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Histories;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Kinds;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Declarations;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Clusters.Tests.Plans;

/// <summary>The declaration that a plan keeps is that of what it wants, whoever may have written its file.</summary>
public sealed class PlanDeclarationTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    /// <summary>By the declaration it is judged who gets past policies.</summary>
    [Theory]
    [InlineData("service", "makes the host '{0}.default.svc.cluster2.global', which is not of it")]
    [InlineData("cluster", "makes the host '{0}.default.svc.cluster2.global', which is not of it")]
    [InlineData("client", "makes the host '{0}.default.svc.cluster2.global', which is not of it")]
    [InlineData("port", "in cluster1 has the port 9090, which is not of it")]
    [InlineData("more", "it has default/more of cluster2 called from cluster1, for which no object is wanted")]
    [InlineData("federation", "it is one of the federation 'another'")]
    public async Task One_whose_declaration_hides_whom_a_policy_keeps_out_is_refused_and_changes_nothing(string what, string said)
    {
        await using var scene = new PublishingScene(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        await scene.Declared.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene.Declared, "{namespaces: [default]}"));
        var (guarded, other) = (AccessScene.Known(scene.Declared), scene.Declared.Declare("other"));
        var plan = await scene.Declared.PlanAsync(guarded, other);
        Assert.NotEmpty(plan.Widening);
        Assert.False(plan.DeclarationIsPart);
        MeshService[] services = what switch
        {
            "service" => [other],
            "cluster" => [guarded with { Instance = [guarded.Instance[0]] }, other],
            "client" => [guarded with { ClientCluster = [scene.Declared.Two] }, other],
            "port" => [guarded with { Port = [guarded.Port[0]] }, other],
            "more" => [guarded, other, scene.Declared.Declare("more")],
            _ => [guarded, other],
        };
        var name = what == "federation" ? "another" : plan.Name;
        var forged = FromFile(plan with { Declaration = DeclarationWriter.Write(services, name, null), Widening = [], UnknownAccess = [] });

        await using var session = await scene.SessionAsync();
        var before = await scene.StateAsync();
        var (now, moved) = await session.RefreshAsync(forged, PublishingScene.Ct);
        Assert.Empty(moved);
        Assert.Contains(now.UnknownAccess, text => text.Contains("its declaration does not say", StringComparison.Ordinal));
        var error = Assert.Throws<MeshException>(() => PlanHonesty.Require(forged, now));
        Assert.Equal(MeshErrorId.PlanMisleading, error.ErrorId);
        Assert.Contains("keeps a declaration that is not that of what it wants: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            said.Replace("{0}", scene.Declared.Service, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await scene.StateAsync());
        Assert.DoesNotContain(before, text => text.Contains("ConfigMap", StringComparison.Ordinal));
        PlanHonesty.Require(FromFile(plan), now);

        // Saying that it is a part excuses nothing that its readers were not shown.
        var part = FromFile(forged with { DeclarationIsPart = true });
        Assert.Equal(MeshErrorId.PlanMisleading, Assert.Throws<MeshException>(() => PlanHonesty.Require(part, now)).ErrorId);
        PlanHonesty.Require(FromFile(part with { UnknownAccess = now.UnknownAccess }), now);
    }

    /// <summary>Where everybody is meant, that is an object, and what is read of a file alone means nobody.</summary>
    [Fact]
    public async Task An_access_policy_that_is_no_object_excuses_nobody()
    {
        await using var scene = new PublishingScene(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        await scene.Declared.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene.Declared, "{namespaces: [default]}"));
        var guarded = AccessScene.Known(scene.Declared);
        var open = guarded.WithAccess(new() { Cluster = ["cluster1"] });
        Assert.Empty((await scene.Declared.PlanAsync(open)).Widening);
        var plan = await scene.Declared.PlanAsync(guarded);
        var forged = FromFile(plan with { Declaration = DeclarationWriter.Write([open], plan.Name, null), Widening = [] });
        await using var session = await scene.SessionAsync();
        var before = await scene.StateAsync();
        var (now, _) = await session.RefreshAsync(forged, PublishingScene.Ct);
        Assert.NotEmpty(now.Widening);
        Assert.Equal(before, await scene.StateAsync());
    }

    [Fact]
    public async Task So_is_one_that_hides_a_service_or_a_cluster_of_an_ambient_mesh()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var (reviews, ratings) = (ambient.DeclareReviews(), ambient.DeclareRatings());
        var plan = await ambient.Declared.PlanAsync(reviews, ratings);
        Assert.Empty(PlanDeclaration.Differences(FromFile(plan)));
        Assert.Contains(
            $"in cluster1 is for the service 'default/{ambient.Ratings}', which is not of it in ambient mode",
            string.Join('\n', Forged(reviews)),
            StringComparison.Ordinal);
        Assert.Contains(
            $"is for the network '{ambient.Declared.Two.Network}', in which 'default/{ambient.Reviews}' is not of it",
            string.Join('\n', Forged(ratings, reviews with { Instance = [reviews.Instance[0]] })),
            StringComparison.Ordinal);

        IReadOnlyList<string> Forged(params MeshService[] services) => PlanDeclaration.Differences(
            FromFile(plan with { Declaration = DeclarationWriter.Write(services, plan.Name, null) }));
    }

    /// <summary>As it is made it is taken, whatever was asked for, and out of a file as out of the session.</summary>
    [Theory, MemberData(nameof(Servers))]
    public async Task One_that_was_just_exported_and_imported_is_taken(string server)
    {
        await using var scene = await PublishingScene.OpenAsync(servers, server);
        var (one, more) = (scene.Declared.Split(25), scene.Declared.Declare("more-" + scene.Federation));
        await scene.PublishAsync(FromFile(await scene.Declared.PlanAsync(one, more)));
        var forced = new ComparisonOptions { Force = true };
        await scene.PublishAsync(FromFile(await scene.Declared.PlanAsync(forced, scene.Declared.Split(75))));
        var shrunk = scene.Declared.Split(75) with { Port = [one.Port[0]] };
        var kept = FromFile(await scene.Declared.PlanAsync(shrunk));
        Assert.True(kept.Unwanted > 0);
        await scene.PublishAsync(kept);
        await scene.PublishAsync(FromFile(await scene.Declared.PlanAsync(new ComparisonOptions { Prune = true }, shrunk)));

        // The second and third revision held what had stayed, so their declarations are part of them.
        foreach (var (revision, isPart) in new[] { (1, false), (2, true), (3, true), (4, false) })
        {
            var back = FromFile(await scene.PlanOfRevisionAsync(revision));
            Assert.Equal(isPart, back.DeclarationIsPart);
            await scene.PublishAsync(back);
            Assert.Equal(isPart, !(await RecordAsync(scene)).IsWhole);
        }

        await scene.PublishAsync(FromFile(await scene.PlanOfRevisionAsync(0)), new() { Removes = true });
        Assert.Empty(await scene.StateAsync());
    }

    [Fact]
    public async Task Objects_that_were_asked_for_beside_it_are_said_to_be()
    {
        await using var scene = await PublishingScene.OpenAsync(servers, "in-process");
        var asked = new AskedObject(
            "cluster1",
            Planning.Kinds.ObjectKinds.All.Single(kind => kind.Name == "ServiceEntry"),
            "default",
            "asked",
            UnstructuredMap.Of(
                ("hosts", UnstructuredList.Of("asked.default.svc.example")),
                ("ports", UnstructuredList.Of(UnstructuredMap.Of(("number", 80L), ("name", "http"), ("protocol", "HTTP")))),
                ("resolution", "NONE")));
        var plan = (await new FederationComparer(new()).CompareAsync(
            scene.Federation, [scene.Declared.Split(25)], [asked], AddressPool.Parse(AddressPool.DefaultRange), PublishingScene.Ct)).Plan;
        var read = FromFile(plan);
        Assert.True(read.DeclarationIsPart);
        Assert.Contains("makes the host 'asked.default.svc.example'", Assert.Single(PlanDeclaration.Differences(read)),
            StringComparison.Ordinal);
        await scene.PublishAsync(read);
        Assert.False((await RecordAsync(scene)).IsWhole);
    }

    /// <summary>Whatever is declared; and no service, caller or cluster can be taken out of what is kept of it.</summary>
    [Fact]
    public void That_of_a_random_federation_is_its_own_and_no_shorter_one() => FederationGen.Services(4, 6).Sample(
        services =>
        {
            var plan = Planned(services);
            Assert.Empty(PlanDeclaration.Differences(FromFile(plan)));
            foreach (var service in services.Where(IsCalledElsewhere))
            {
                var others = services.Except([service]).ToList();
                RequireFound(plan, others);
                RequireFound(plan, [.. others, AtHome(service)]);
            }
        },
        iter: 300);

    private static void RequireFound(MeshPlan plan, IReadOnlyList<MeshService> services)
    {
        if (services.Count == 0) return;
        UnstructuredMap forged;
        try
        {
            forged = DeclarationWriter.Write(services, plan.Name, null);
        }
        catch (MeshException)
        {
            return;
        }

        if (DeclaredServices.Of(forged, []) is null) return;
        Assert.NotEmpty(PlanDeclaration.Differences(FromFile(plan with { Declaration = forged })));
    }

    private static MeshService AtHome(MeshService service) =>
        service with { ClientCluster = [service.Cluster[0]], Instance = [service.Instance[0]] };

    private static bool IsCalledElsewhere(MeshService service) =>
        service.Cluster.Any(cluster => service.ClientCluster.Any(client => client.Name != cluster.Name));

    private static MeshPlan Planned(IReadOnlyList<MeshService> services)
    {
        var federation = Federation.Create("shop", services, AddressPool.Parse(AddressPool.DefaultRange));
        var changes = FederationPlanner.PlanSeen(federation).Select(item => new MeshChange(
            cluster: item.Cluster, apiVersion: item.ApiVersion, kind: item.Kind, ns: item.Namespace, name: item.Name,
            action: ChangeAction.Create)
        {
            Step = item.Step,
            Wanted = item.Content,
        });
        return new("shop", federation.Clusters.ToValueList(), changes.ToValueList())
        {
            Declaration = DeclarationWriter.Write(services, "shop", null),
        };
    }

    private static MeshPlan FromFile(MeshPlan plan) => PlanReader.Read(
        "plan", PlanWriter.Write(plan), [.. plan.Cluster.Select(cluster => cluster.Kubeconfig).OfType<string>().Distinct()]);

    private static async Task<RecordedDeclaration> RecordAsync(PublishingScene scene)
    {
        var reads = new List<ClusterFederations>();
        await foreach (var read in new FederationReader { NeedsDeclaration = true }
            .ReadAsync(scene.Clusters, PublishingScene.Ct))
        {
            reads.Add(read);
        }

        return RecordedDeclaration.Newest(scene.Federation, reads).Record;
    }
}
