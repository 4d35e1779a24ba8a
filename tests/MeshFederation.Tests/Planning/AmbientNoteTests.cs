using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Planning;

/// <summary>What people are told of calls between ambient meshes.</summary>
public sealed class AmbientNoteTests
{
    [Fact]
    public void Losses_at_many_new_connections_are_told_once_for_each_serving_cluster_with_what_cures_them()
    {
        var federation = Declared.Federation(Service("one", "c2", "c3"), Service("two", "c2"));
        var told = federation.Assumed.Where(text => text.Contains("http2_use_oghttp2", StringComparison.Ordinal)).ToList();
        Assert.Equal(["the gateway of 'c2'", "the gateway of 'c3'"], told.Select(text => text["Through ".Length..text.IndexOf(" some",
            StringComparison.Ordinal)]));
        Assert.All(told, text => Assert.Contains("140 new ones or more come each second", text, StringComparison.Ordinal));
    }

    private static MeshService Service(string name, params string[] servers) =>
        Declared.Service(name, [.. servers.Select(Cluster)], Cluster("c1")) with
        {
            Instance = servers.Select(server => new MeshServiceInstance(Cluster(server)) { ServiceAccount = [name] }).ToValueList(),
        };

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };
}
