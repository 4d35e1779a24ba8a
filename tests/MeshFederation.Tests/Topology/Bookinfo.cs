using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Topology;

/// <summary>Two clusters, a service that is split between them and one that is not, and what may be found of them.</summary>
internal static class Bookinfo
{
    public static readonly MeshCluster One = Cluster("cluster1", "192.0.2.1");
    public static readonly MeshCluster Two = Cluster("cluster2", "192.0.2.2");

    public static readonly MeshService Reviews = Service("reviews", [Instance(One, "v1", "v2"), Instance(Two, "v3")], [One])
        .WithTrafficSplit([new("cluster2", Version("v3"), 75), new("cluster1", Version("v1"), 25)], [])
        .WithTrafficSplit([new("cluster2", LabelSet.Empty, 100, 9080)], [new MeshMatch { Method = "POST" }]);

    public static readonly MeshService Details = Service("details", [Instance(Two)], [One, Two]);

    public static IReadOnlyList<MeshService> Services => [Reviews, Details];

    public static MeshFinding Finding(string cluster, string target, FindingSeverity severity = FindingSeverity.Error) => new(
        rule: "MF2101",
        severity: severity,
        message: "It does not fit.",
        cluster: cluster,
        target: target,
        recommendation: "Make it fit.");

    public static MeshCluster Cluster(string name, string address) => new(name, name) { Gateway = new MeshGateway { Address = [address] } };

    public static MeshService Service(string name, IEnumerable<MeshServiceInstance> instances, IEnumerable<MeshCluster> clients) => new(
        name: name,
        ns: "default",
        port: [PortSyntax.Parse("http:9080")],
        instance: instances.ToValueList(),
        clientCluster: clients.ToValueList());

    public static MeshServiceInstance Instance(MeshCluster cluster, params string[] versions) =>
        new(cluster) { Version = versions.Select(version => new MeshVersion(Version(version))).ToValueList() };

    private static LabelSet Version(string value) => LabelSet.Create("version", value);
}
