namespace MeshFederation.Clusters.Tests.Faults.Proxied;

/// <summary>
/// What goes wrong with servers in this process goes wrong before real ones, too, with the same to hold afterwards. What a proxy cannot do
/// is let a server's own clock, or its store, go wrong: the former is tried by <see cref="Behaviour.LateTests"/>, a server that is killed
/// or stands still by <see cref="RealServerFaultTests"/>.
/// </summary>
[Collection(RealMesh.Collection)]
public sealed class ProxiedFaultTests(RealMesh mesh)
{
    /// <summary>At how many steps each fault is tried where all are asked for, and else.</summary>
    private const int Many = 4, Few = 1;

    /// <summary>The faults by name.</summary>
    public static TheoryData<string> Faults => [.. PublishFault.All.Select(fault => fault.Name)];

    /// <summary>A third of them where not all are asked for: with servers in this process, each of them goes wrong in any case.</summary>
    public static TheoryData<string> SomeFaults =>
        [.. PublishFault.All.Where((_, index) => PublishFault.AreAllTried || index % 3 == 1).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Whatever_goes_wrong_before_a_real_server_the_routes_are_whole_and_the_result_is_true(string name) =>
        RunAsync(name, () => ProxiedScenario.PrepareAsync(mesh.Kubeconfig, scene => scene.Old, scene => scene.New));

    [Theory]
    [MemberData(nameof(SomeFaults))]
    public Task Whatever_goes_wrong_there_what_was_to_be_taken_over_is_taken_over_or_given_back(string name) => RunAsync(
        name,
        () => ProxiedScenario.PrepareAsync(
            mesh.Kubeconfig, _ => [], scene => scene.Old, scene => TakenObjects.MakeAsync(scene, scene.Old), takes: true));

    [Theory]
    [MemberData(nameof(SomeFaults))]
    public Task Whatever_goes_wrong_there_in_ambient_mode_calls_arrive_and_Services_are_their_owners(string name) => RunAsync(
        name, () => ProxiedScenario.PrepareAsync(mesh.Kubeconfig, scene => scene.Old, scene => scene.New, isAmbient: true));

    private static async Task RunAsync(string name, Func<Task<ProxiedScenario>> prepare)
    {
        Assert.SkipWhen(RealMesh.WhyNot is not null, RealMesh.WhyNot ?? "");
        await using var scenario = await prepare();
        var (fault, number) = PublishFault.All.Select((one, index) => (one, index)).Single(entry => entry.one.Name == name);
        var (count, runs) = (PublishFault.AreAllTried ? Many : Few, new FaultRuns());
        for (var turn = 0; turn < count; turn++)
        {
            var step = scenario.Steps[((number * 5) + (turn * scenario.Steps.Count / count)) % scenario.Steps.Count];
            var run = new FaultCase(scenario, step, fault);
            await run.RunAsync();
            runs.Add($"{step}", run.Result);
        }

        var kind = scenario.Scene switch
        {
            { Takes: true } => "taking over",
            { IsAmbient: true } => "publishing in ambient mode",
            _ => "publishing",
        };
        runs.Require(kind + ", before real servers", count);
    }
}
