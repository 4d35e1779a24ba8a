using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Servers;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What <see cref="TrustFaultTests"/> tries goes wrong before real API servers, too: hangs and stops among it.</summary>
public sealed class RealTrustFaultTests
{
    /// <summary>At how many steps each fault is tried where all are asked for, and else.</summary>
    private const int Many = 8, Few = 1;

    [Fact]
    public async Task Whatever_goes_wrong_before_real_servers_what_is_said_is_what_is()
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        await using var servers = await RealTrustServers.StartAsync(RealServers.Newest);
        var runs = new FaultRuns();
        foreach (var (place, way) in TrustScene.Ways.Index())
        {
            var scene = await TrustScene.PrepareAsync(servers, way);
            var (steps, turns) = (scene.Steps, PublishFault.AreAllTried ? Many : Few);
            foreach (var (number, (fault, reach)) in TrustScene.Known.Index())
            {
                for (var turn = 0; turn < turns; turn++)
                {
                    var step = steps[((number * 7) + (place * 3) + (turn * steps.Count / turns)) % steps.Count];
                    runs.Add($"{way}, {fault} at {step}", await scene.TryAsync(step, fault, reach));
                }
            }
        }

        runs.Require("trust of clusters, before real servers", TrustScene.Ways.Length * TrustScene.Known.Length);
    }
}
