using MeshFederation.Clusters.Tests.Faults;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// One request of those by which clusters accept or refuse trust domains goes wrong, each of them in each way where all faults are asked
/// for, else in a quarter of them. What is said of each cluster is what is, and the same command comes to the wanted state when the cause
/// is gone.
/// </summary>
public sealed class TrustFaultTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from way in TrustScene.Ways
        from fault in TrustScene.Known
        select new TheoryDataRow<string, string>(way, fault.Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_goes_wrong_what_is_said_is_what_is(string way, string fault)
    {
        await using var servers = new TrustServers(await IdentityScene.StartAsync());
        var scene = await TrustScene.PrepareAsync(servers, way);
        var runs = new FaultRuns();
        var number = TrustScene.Known.Index().Single(known => known.Item.Name == fault).Index;
        foreach (var (index, step) in scene.Steps.Index())
        {
            if (!PublishFault.AreAllTried && (index + number) % 4 != 0) continue;
            runs.Add($"{step}", await scene.TryAsync(step, fault, TrustScene.Known[number].Reach));
        }

        runs.Require("trust of clusters, servers in this process");
    }
}
