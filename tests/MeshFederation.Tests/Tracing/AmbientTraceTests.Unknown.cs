using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;
using static MeshFederation.Tests.Tracing.TracedText;

namespace MeshFederation.Tests.Tracing;

/// <content>What is not known, and what two clusters do not have alike.</content>
public sealed partial class AmbientTraceTests
{
    private static string Led => All.Replace(
        Calling,
        Calling.Replace("{istio.io/global: 'true'}", "{istio.io/global: 'true', istio.io/use-waypoint: w}", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: a, port: 80}", "Waypoint Unknown")]
    [InlineData("GRPCRoute", "{group: '', kind: Service, name: a}", "Waypoint Unknown")]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: b}", "Pods Delivered")]
    [InlineData("HTTPRoute", "{group: '', kind: Service, name: a, namespace: other}", "Pods Delivered")]
    [InlineData("HTTPRoute", "{name: a}", "Pods Delivered")]
    public void Routes_of_the_Gateway_API_at_a_waypoint_are_not_played_through(string kind, string parent, string end)
    {
        var hops = Follow(
            Led + kind + " default/theirs @c1: {apiVersion: gateway.networking.k8s.io/v1, spec: {parentRefs: [" + parent + "]}}\n");
        Assert.Equal(end, Last(hops));
        Assert.Equal(end == "Waypoint Unknown", hops[^1].Why.StartsWith($"{kind}/default/theirs routes", StringComparison.Ordinal));
    }

    [Fact]
    public void A_waypoint_whose_routes_may_not_be_read_is_not_followed()
    {
        foreach (var kind in new[] { ReadKind.HttpRoute, ReadKind.GrpcRoute })
        {
            var mesh = new RoutingMesh(
                Manifests(Led), [], [Cluster("c1", "mesh.local"), Cluster("c2", "mesh.local")],
                unread: name => name == "c1" ? new HashSet<string>(StringComparer.Ordinal) { kind.Title } : null);
            var request = new MeshRequest { Authority = "", Port = 0 };
            var hops = RequestTracer.Trace(mesh, new("c1", MeshCaller.In("default"), "a", 80, request));
            Assert.Equal("Waypoint Unknown", Last(hops));
            Assert.Contains(kind.Title, hops[^1].Why, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_trust_domain_that_is_not_known_is_no_other_one() =>
        Assert.Equal("Pods Delivered", Last(Trace(All, clusters: [Cluster("c1", "mesh.local"), Cluster("c2", "")])));

    [Theory]
    [InlineData("AA", "Pods Delivered")]
    [InlineData("BB", "Gateway Broken MF5007")]
    public void Two_roots_end_at_the_gateway(string root, string end) =>
        Assert.Equal(end, Last(Trace(All, clusters: [Rooted("c1", "AA"), Rooted("c2", root)])));

    private static MeshCluster Rooted(string name, string root) => Cluster(name, "mesh.local") with
    {
        Facts = new() { RootCertificate = [new("CN=root", root, DateTimeOffset.MaxValue)] },
        MeshConfig = new() { GlobalService = MeshFederation.Istio.Ambient.ServiceScopes.Of(new("c1", "c1")) },
    };
}
