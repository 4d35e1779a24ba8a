using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Server.Faults;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// One request of those by which clusters accept or refuse trust domains goes wrong, each of them in each way where all faults are asked
/// for, else in a quarter of them. What is said of each cluster is what is, and the same command comes to the wanted state when the cause
/// is gone.
/// </summary>
public sealed class TrustFaultTests
{
    private static readonly (string Name, FaultReach Reach)[] Known =
    [
        (nameof(Fault.Reset), FaultReach.Once),
        (nameof(Fault.LoseAnswer), FaultReach.Once),
        (nameof(Fault.Truncate), FaultReach.Once),
        (nameof(Fault.InternalError), FaultReach.Once),
        (nameof(Fault.Unavailable), FaultReach.Once),
        (nameof(Fault.Unauthorized), FaultReach.Object),
        (nameof(Fault.Forbidden), FaultReach.Object),
        (nameof(Fault.Invalid), FaultReach.Object),
        (nameof(Fault.OldVersion), FaultReach.Once),
        (nameof(Fault.HangAfterwards), FaultReach.Once),
        (TrustScene.Stop, FaultReach.Once),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Cases =>
        from way in TrustScene.Ways
        from fault in Known
        select new TheoryDataRow<string, string>(way, fault.Name);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_goes_wrong_what_is_said_is_what_is(string way, string fault)
    {
        await using var scene = await TrustScene.PrepareAsync(way);
        var (problems, count, done) = (new List<string>(), 0, 0);
        var number = Known.Index().Single(known => known.Item.Name == fault).Index;
        foreach (var (index, step) in scene.Steps.Index())
        {
            if (!PublishFault.AreAllTried && (index + number) % 4 != 0) continue;
            var one = await scene.TryAsync(step, fault, Known[number].Reach);
            count++;
            if (one.IsDone) done++;
            problems.AddRange(one.Problems.Select(problem => $"{step}: {problem}"));
        }

        FaultCount.Tell("trust of clusters, servers in this process", count, problems.Count, done);
        Assert.True(count > 0, "Nothing was tried.");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }
}
