using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Checking;

public sealed partial class LiveCheckTests
{
    private const string RemoteHost = "reviews.default.svc.cluster2.global";

    /// <summary>Where a service does not run, the hosts of the clusters that serve it are split.</summary>
    [Fact]
    public async Task Shares_of_hosts_of_other_clusters_are_held_against_what_was_declared()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var elsewhere = (scene.Service with { TrafficSplit = [], Instance = [scene.Service.In("cluster2")!] })
            .WithTrafficSplit([DestinationSyntax.Parse("cluster2/v3:100")], []);
        await scene.PublishAsync(elsewhere);
        var sound = Assert.Single(await scene.CheckAsync(elsewhere), IsOfSplit);
        Assert.Equal((CheckStatus.Passed, "cluster1"), (sound.Status, sound.Cluster));
        Assert.StartsWith($"{RemoteHost}:9080: ", sound.Message, StringComparison.Ordinal);
        var found = scene.One.Find("virtualservices", "default", RemoteHost)
            ?? scene.One.Find("virtualservices", "istio-system", RemoteHost)!;
        found["spec"]!["http"]![0]!["route"] = YamlText.Parse($"{{a: [{{destination: {{host: {RemoteHost}}}}}]}}")!["a"]!.DeepClone();
        scene.One.Put(found);
        var changed = Assert.Single(await scene.CheckAsync(elsewhere), IsOfSplit);
        Assert.Equal(CheckStatus.Failed, changed.Status);
        Assert.Contains(
            $"it is shared out as 100 % {RemoteHost}, and was declared as 100 % version-v3 of {RemoteHost}.", changed.Message);
    }

    [Fact]
    public async Task Of_a_port_without_a_protocol_connections_are_held_against_what_was_declared_too()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        foreach (var cluster in scene.Clusters.All)
        {
            cluster.Put("apiVersion: v1\nkind: Service\nmetadata: {name: reviews, namespace: default}\n"
                + "spec: {selector: {app: reviews}, clusterIP: 10.0.0.5, ports: [{name: web, port: 9080}]}");
        }

        var service = scene.Service with { Port = [PortSyntax.Parse("web:9080")] };
        await scene.PublishAsync(service);
        var sound = (await scene.CheckAsync(service)).Where(IsOfSplit).ToList();
        Assert.Equal([CheckStatus.Passed, CheckStatus.Passed], sound.Select(check => check.Status));
        var found = scene.One.Find("virtualservices", "default", "reviews")!;
        ((JsonObject)found["spec"]!).Remove("tcp");
        scene.One.Put(found);
        var changed = Assert.Single(await scene.CheckAsync(service), check => IsOfSplit(check) && check.Status == CheckStatus.Failed);
        Assert.StartsWith(
            "reviews.default.svc.cluster.local:9080 with what is not HTTP: it is shared out as 100 % reviews.default.svc.cluster.local, ",
            changed.Message,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "Trace-MeshRequest cluster1/default reviews.default.svc.cluster.local:9080 -NotHttp -Live shows the way.",
            changed.Hint,
            StringComparison.Ordinal);
    }

    /// <summary>A match names a port by the declared number, which may be another in the cluster.</summary>
    [Fact]
    public async Task Matches_of_a_port_are_looked_at_where_its_number_is_another()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var service = scene.Service with
        {
            TrafficSplit = [],
            Port = [PortSyntax.Parse("http:80")],
            Instance = scene.Service.Instance
                .Select(instance => instance with { PortNumber = PortNumbers.Create([new("http", 9080)]) }).ToValueList(),
        };
        var split = service.WithTrafficSplit(
            [DestinationSyntax.Parse("cluster1/v2:100")], [new() { Port = 80, Path = new(StringMatchKind.Prefix, "/api") }]);
        await scene.PublishAsync(split);
        Assert.Contains(
            await scene.CheckAsync(split),
            check => IsOfSplit(check) && check.Status == CheckStatus.Passed
                && check.Message.StartsWith("reviews.default.svc.cluster.local:9080 with ", StringComparison.Ordinal));
    }

    private static bool IsOfSplit(MeshCheck check) => check.Id == "splits-arrive";
}
