using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>
/// Each command does with its rights what it is there for, asks for nothing else, and has none that it does not use; and the file that is
/// shipped has these rights.
/// </summary>
public sealed class CommandRightsTests(RealServers servers)
{
    /// <summary>What makes more known where it may be read; docs/rbac.md lists it.</summary>
    private static readonly string[] Helpful =
    [
        "get mutatingwebhookconfigurations.admissionregistration.k8s.io", "list mutatingwebhookconfigurations.admissionregistration.k8s.io",
        "get gateways.gateway.networking.k8s.io", "get services/proxy", "get pods/proxy", "get pods/portforward", "create pods/portforward",
        "get configmaps", "get secrets",
    ];

    /// <summary>Leases are renewed after ten seconds, and namespaces listed where there are many.</summary>
    private static readonly string[] Seldom = ["update leases.coordination.k8s.io", "list namespaces"];

    private static readonly IReadOnlyList<(string Command, IReadOnlyList<AccessRight> Rights)> All =
        [.. CommandRights.Reading, .. CommandRights.Publishing];

    public static TheoryData<string> Commands => [.. All.Select(command => command.Command)];

    [Fact]
    public void The_file_is_made_of_the_rights_of_the_commands()
    {
        var path = Path.Combine(RepositoryPaths.Root, "docs", "clusterrole.yaml");
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(path, RoleFile.Text());
        Assert.Equal(File.ReadAllText(path), RoleFile.Text());
    }

    [Fact]
    public async Task What_the_commands_ask_for_is_what_their_rights_are_for()
    {
        await using var scene = await OpenAsync();
        var run = new CommandRun(scene, [scene.One, scene.Two]);
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (command, rights) in Ordered)
        {
            foreach (var cluster in scene.InProcess!.All) cluster.ForgetRequests();
            await run.RunAsync(command);
            if (command == "Publish-MeshFederation") await FailAsync(scene);
            var asked = scene.InProcess.All.SelectMany(cluster => cluster.Requests).SelectMany(Rights).ToHashSet(StringComparer.Ordinal);
            var listed = rights.Select(Short).ToHashSet(StringComparer.Ordinal);
            Assert.True(asked.IsSubsetOf(listed.Concat(Helpful)), $"{command} asks for {string.Join(", ", asked.Except(listed))}");
            all.UnionWith(asked);
        }

        var unused =
            All.SelectMany(command => command.Rights).Where(right => !all.Contains(Short(right)) && !IsOfKind(right, all)).Select(Short);
        Assert.Empty(unused.Except(Seldom));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task With_its_rights_a_command_does_what_it_is_there_for(string command)
    {
        await using var scene = await OpenAsync();
        await PrepareAsync(scene, command);
        var run = await AsViewerAsync(scene, All.Single(one => one.Command == command).Rights);
        await run.RunAsync(command);
        Assert.DoesNotContain(run.Notes, note => note.Contains("may not", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Command, IReadOnlyList<AccessRight> Rights)> Ordered =>
        All.OrderBy(command => command.Command == "Publish-MeshFederation" ? 0 : command.Command == "Unpublish-MeshFederation" ? 2 : 1);

    private async Task<ComparisonScene> OpenAsync()
    {
        var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        foreach (var cluster in scene.InProcess!.All)
        {
            // What makes commands look at more: what only carries labels, and what may take istiod down.
            foreach (var value in RightsScene.Objects)
                cluster.Put(System.Text.Encoding.UTF8.GetString(MeshFederation.Clusters.Api.Json.Write(value)));
            await cluster.AddIstiodAsync("istiod-0", TimeProvider.System);
            cluster.Put("{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: g, namespace: edge}, spec: {host: "
                + "g.global, trafficPolicy: {outlierDetection: {}, loadBalancer: {localityLbSetting: {failoverPriority: [a]}}}}}");
            cluster.Put("{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: copy, namespace: edge, labels: "
                + $"{{app.kubernetes.io/managed-by: meshfederation, meshfederation.io/federation: {scene.Federation}}}}}, spec: {{hosts: "
                + "[copy.example.com]}}");
        }

        return scene;
    }

    private static async Task PrepareAsync(ComparisonScene scene, string command)
    {
        var run = new CommandRun(scene, [scene.One, scene.Two]);
        if (command != "Publish-MeshFederation") await run.RunAsync("Publish-MeshFederation");
    }

    private static Task<CommandRun> AsViewerAsync(ComparisonScene scene, IEnumerable<AccessRight> rights)
    {
        ViewerRights.Allow(scene.InProcess!, rights);
        MeshCluster[] clusters = [scene.One with { Context = "cluster1-viewer" }, scene.Two with { Context = "cluster2-viewer" }];
        return Task.FromResult(new CommandRun(scene, clusters));
    }

    /// <summary>A publish that takes something over, fails, and puts it back; the answer to one of its writes is lost.</summary>
    private static async Task FailAsync(ComparisonScene scene)
    {
        var name = "ratings-" + scene.Federation;
        await scene.ApplyAsync("cluster2", "helm", ComparisonScene.Object("DestinationRule", $"default/{name}", $"{{host: {name}}}"));
        scene.InProcess!["cluster1"].Faults.Add(
            Fault.LoseAnswer,
            request => request is { Method: "PATCH", Plural: "virtualservices", DryRun: false },
            times: FaultScript.Always);
        var plan = await scene.PlanAsync(new ComparisonOptions { Force = true }, scene.Split(50), scene.Split(50, name));
        var options = new Clusters.Publishing.PublisherOptions().WithoutSettling;
        await using var session =
            await Clusters.Publishing.PublishingSession.OpenAsync(
                scene.Federation, plan.Cluster, options, _ => { }, null, ComparisonScene.Ct);
        var (now, _) = await session.RefreshAsync(plan, ComparisonScene.Ct);
        var outcome = await session.PublishAsync(plan, now, new HashSet<Clusters.Publishing.ChangeKey>(), ComparisonScene.Ct);
        Assert.Equal(MeshErrorId.PublishFailed, outcome.Error!.ErrorId);
        foreach (var cluster in scene.InProcess.All) cluster.Faults.Clear();
    }

    /// <summary>An apply makes the object where it is not there, so it needs both rights.</summary>
    private static IEnumerable<string> Rights(ApiRequest request)
    {
        if (request.Resource is not { } resource) yield break;
        var part = resource.Subresource.Length == 0 ? "" : "/" + resource.Subresource;
        var kind = $"{resource.Plural}{part}{(resource.Group.Length == 0 ? "" : "." + resource.Group)}";
        yield return $"{request.Verb} {kind}";
        if (request.Verb == "patch" || part == "/portforward") yield return "create " + kind;
    }

    private static string Short(AccessRight right) => $"{right.Verb} {right.Resource}{(right.Group.Length == 0 ? "" : "." + right.Group)}";

    /// <summary>All kinds of a federation are written alike, and not all of them are in one.</summary>
    private static bool IsOfKind(AccessRight right, IReadOnlySet<string> asked) =>
        Planning.Kinds.ObjectKinds.All.Any(kind => kind.Type.Plural == right.Resource && kind.Type.Group == right.Group)
        && Planning.Kinds.ObjectKinds.All.Any(kind => asked.Contains($"{right.Verb} {kind.Type.Plural}.{kind.Type.Group}"));
}
