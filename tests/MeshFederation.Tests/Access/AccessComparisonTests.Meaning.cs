using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Access;

/// <content>What excuses nobody, and what is not judged.</content>
public sealed partial class AccessComparisonTests
{
    /// <summary>What keeps callers out is objects, and so is what says that they are meant.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_access_policy_means_nobody_where_its_object_is_missing(bool isNamed)
    {
        var theirs = Policy("{rules: [{from: [{source: {namespaces: [shop]}}]}]}");
        var service = Service(Server(false));
        if (isNamed) service = service with { Instance = [service.Instance[0] with { NamedTargetPort = ["http"] }] };
        service = service.WithAccess(new() { Cluster = ["cluster1"] });
        Assert.DoesNotContain(Of(service, theirs), access => access.IsWidening);
        MeshCluster[] clusters = [Client, service.Cluster[0]];
        var bare = Planned(service).Where(item => item.Kind != "AuthorizationPolicy").Append(theirs);
        var lines = AccessComparison.Of(new([theirs], [], clusters), new(bare, [service], clusters), [service]);
        Assert.Contains(lines, access => access is { IsWidening: true, Identity: "cluster1/ns/shop/*" });
    }

    [Fact]
    public void What_is_called_in_ambient_mode_is_not_known_without_its_objects_and_never_said_to_be_closed()
    {
        var (one, two) = (Client with { RoutingMode = MeshRoutingMode.Ambient }, Server(false) with
        {
            RoutingMode = MeshRoutingMode.Ambient,
        });
        var service = Service(two) with { ClientCluster = [one] };
        var line = Assert.Single(AccessComparison.Of(new([], [], [one, two]), new([], [service], [one, two]), [service]));
        Assert.Equal(
            ("cluster2", "cluster1", AccessReach.Unknown, FindingSeverity.Warning, true),
            (line.Cluster, line.Client, line.After, line.Severity, line.IsUnknown));
        Assert.Contains("ambient mode", line.Message, StringComparison.Ordinal);

        // A cluster that calls its own pods and those of others opens its own.
        var both = service with { Instance = [new(one), .. service.Instance] };
        Assert.Equal(
            ["cluster1", "cluster2"],
            AccessComparison.Of(new([], [], [one, two]), new([], [both], [one, two]), [both]).Select(access => access.Cluster));
    }

    /// <summary>Ztunnels know who calls and the port, and take of policies with more what is stricter.</summary>
    [Theory]
    [InlineData("", AccessReach.All, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {principals: [mesh/ns/shop/sa/web]}}]}]}", AccessReach.All, AccessReach.None)]
    [InlineData(
        "{rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {ports: ['80']}}]}]}", AccessReach.All, AccessReach.None)]
    [InlineData("{action: DENY, rules: [{from: [{source: {namespaces: [shop]}}]}]}", AccessReach.None, AccessReach.All)]
    [InlineData("{rules: [{to: [{operation: {methods: [GET]}}]}]}", AccessReach.None, AccessReach.None)]
    [InlineData("{action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}", AccessReach.None, AccessReach.None)]
    [InlineData("{rules: [{from: [{source: {ipBlocks: [192.0.2.0/24]}}]}]}", AccessReach.Unknown, AccessReach.Unknown)]
    [InlineData("{rules: [{from: [{source: {trustDomains: [mesh]}}]}]}", AccessReach.Unknown, AccessReach.Unknown)]
    [InlineData("{rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]}", AccessReach.Unknown, AccessReach.Unknown)]
    public void Of_what_is_called_through_tunnels_ztunnels_decide(string spec, AccessReach web, AccessReach others)
    {
        var lines = OfTunnels(spec, "istio.io/dataplane-mode: ambient", "", isWhole: true);
        Assert.Equal(
            (web, others),
            (lines.FirstOrDefault(line => line.Identity is "mesh/ns/shop/sa/web" or "mesh/ns/shop/*", lines[0]).After, lines[0].After));
        Assert.All(lines.Where(line => line.After != AccessReach.Unknown), line => Assert.Equal(AccessReach.None, line.Before));
        Assert.All(lines, line => Assert.Equal(spec.Length > 0 && line.After == AccessReach.All, line.IsWidening));
    }

    /// <summary>What others than ztunnels decide is not claimed.</summary>
    [Theory]
    [InlineData("istio.io/dataplane-mode: ambient, istio.io/use-waypoint: w", "", "Gateway/shop/w takes its requests")]
    [InlineData("istio.io/dataplane-mode: ambient", "istio.io/use-waypoint: w", "Gateway/shop/w of cluster1 may call")]
    [InlineData("istio-injection: enabled", "", "whether ztunnels take the calls")]
    public void Where_something_else_decides_nothing_is_claimed(string server, string client, string message)
    {
        var line = Assert.Single(OfTunnels("{rules: [{from: [{source: {namespaces: [shop]}}]}]}", server, client, isWhole: false));
        Assert.Equal((AccessReach.Unknown, AccessReach.Unknown, true), (line.Before, line.After, line.IsUnknown));
        Assert.Contains(message, line.Message, StringComparison.Ordinal);
    }

    /// <summary>Nothing is served yet, and the namespaces of both clusters are known.</summary>
    private static IReadOnlyList<MeshAccess> OfTunnels(string spec, string server, string client, bool isWhole)
    {
        var one = Client with { TrustDomain = "mesh", RoutingMode = MeshRoutingMode.Ambient };
        var two = Server(false) with { TrustDomain = "mesh", Facts = null, RoutingMode = MeshRoutingMode.Ambient };
        var service = Service(two) with { ClientCluster = [one] };
        MeshCluster[] clusters = [one, two];
        var complete = isWhole ? ReadKind.All.Select(kind => kind.Title).ToHashSet(StringComparer.Ordinal) : null;
        MeshManifest[] policies = spec.Length == 0 ? [] : [Policy(spec)];
        MeshManifest[] live =
        [
            Space("cluster1", client), Space("cluster2", server), Selecting("cluster1"), Selecting("cluster2"), .. policies,
        ];
        return AccessComparison.Of(
            new(live, [], clusters, _ => complete), new(live, [service], clusters, _ => complete), [service]);
    }

    private static MeshManifest Space(string cluster, string labels) => Read(
        cluster, $"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop, labels: {{{labels}}}}}");

    private static MeshManifest Selecting(string cluster) => Read(
        cluster,
        "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: shop}\n"
        + "spec: {selector: {app: a}, ports: [{name: http, port: 80}]}");

    private static MeshManifest Read(string cluster, string text) => new(cluster, YamlReader.ReadText(text, "test.yaml")[0].Content);
}
