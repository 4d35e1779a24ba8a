using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>A write of which nobody knew whether it was made is made again after a pause, by the clock that the API has.</summary>
public sealed class SureWriteTests
{
    [Fact]
    public async Task It_waits_by_the_clock_that_it_was_given()
    {
        await using var scene = await FaultScene.OpenAsync();
        var (cluster, clock) = (scene.Servers["cluster1"], new SteppedClock());
        var reset = cluster.Faults.Add(Fault.Reset, request => request is { Verb: "create", Plural: "secrets" });
        var api = scene.Api(scene.Clusters[0], FaultScene.Patience, clock)
            .Within(new(TimeSpan.FromHours(1), isAsked: true, clock));
        var secret = UnstructuredMap.Of(
            ("apiVersion", "v1"), ("kind", "Secret"), ("metadata", UnstructuredMap.Of(("name", "a"), ("namespace", "default"))));
        await SureWrites.WriteAsync(api, ResourceKinds.Secret, secret, FaultScene.Ct);
        Assert.Equal(1, reset.Hits);
        Assert.NotNull(cluster.Find("secrets", "default", "a"));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
    }
}
