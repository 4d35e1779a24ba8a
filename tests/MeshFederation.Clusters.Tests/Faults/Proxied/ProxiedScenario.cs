using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Faults.Ambient;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults.Proxied;

/// <summary>A publish to real API servers, through a proxy before each in which something goes wrong.</summary>
internal sealed class ProxiedScenario : IFaultScenario
{
    private readonly string _folder = Directory.CreateTempSubdirectory("proxied-").FullName;
    private readonly FaultScene _direct;
    private readonly IReadOnlyList<MeshService> _from;
    private readonly Func<FaultScene, Task> _arrange;
    private readonly IReadOnlyList<ProxiedCluster> _proxies;
    private MeshState _made = null!;

    private ProxiedScenario(
        FaultScene direct,
        string kubeconfig,
        IReadOnlyList<MeshService> from,
        IReadOnlyList<MeshService> to,
        Func<FaultScene, Task> arrange)
    {
        (_direct, _from, Target, _arrange) = (direct, from, to, arrange);
        var document = KubeconfigDocument.Read(KubeconfigFiles.Find(kubeconfig));
        _proxies = [.. direct.Clusters.Select(
            cluster => new ProxiedCluster(cluster.Name, ConnectionFactory.Connect(document.Context(cluster.Context))))];
    }

    public FaultScene Scene { get; private set; } = null!;

    public FaultScene Beside => _direct;

    public IReadOnlyList<MeshService> Target { get; }

    public MeshPlan Plan { get; private set; } = null!;

    public MeshState Before { get; private set; } = null!;

    public MeshState After { get; private set; } = null!;

    public IReadOnlyList<PublishStep> Steps { get; private set; } = [];

    /// <summary>What is taken over from others.</summary>
    private IReadOnlyList<string> Adopted => [.. Plan.Changes.Where(change => change.Adopts).Select(MeshState.Key)];

    /// <summary>Prepares a publish from one state to another, and makes it once without faults.</summary>
    /// <param name="kubeconfig">What leads to the servers.</param>
    /// <param name="from">The state in the beginning; empty for none.</param>
    /// <param name="to">The wanted state; empty for none.</param>
    /// <param name="arrange">What others do in the beginning.</param>
    /// <param name="takes">Whether what others have is taken over.</param>
    /// <param name="isAmbient">Whether the clusters are called in ambient mode.</param>
    public static async Task<ProxiedScenario> PrepareAsync(
        string kubeconfig,
        Func<FaultScene, IReadOnlyList<MeshService>> from,
        Func<FaultScene, IReadOnlyList<MeshService>> to,
        Func<FaultScene, Task>? arrange = null,
        bool takes = false,
        bool isAmbient = false)
    {
        var direct = new FaultScene(kubeconfig, isAmbient: isAmbient);
        var scenario = new ProxiedScenario(
            direct, kubeconfig, from(direct), to(direct), arrange ?? (static _ => Task.CompletedTask));
        await scenario.MendAsync();
        scenario.Scene = new(ProxiedKubeconfig.Write(scenario._folder, scenario._proxies), isAmbient: isAmbient) { Takes = takes };
        await scenario.ResetAsync();
        scenario.Before = await scenario.NowAsync();
        foreach (var proxy in scenario._proxies) proxy.ForgetRequests();
        await PublishAsync(scenario.Scene, scenario.Plan);
        scenario.Steps = PublishStep.Of(scenario._proxies.Select(proxy => (proxy.Name, proxy.Requests)));
        scenario.After = await scenario.NowAsync();
        Assert.NotEmpty(scenario.Before.DifferencesFrom(scenario.After));
        return scenario;
    }

    public async Task ResetAsync()
    {
        foreach (var proxy in _proxies) proxy.Faults.Clear();
        await MendAsync();
        await RealMesh.ClearAsync(_direct);
        if (_direct.IsAmbient) await OwnedServices.MakeAsync(_direct);
        _made = await NowAsync();
        if (_from.Count > 0) await PublishAsync(_direct, await _direct.PlanAsync(_from));
        await _arrange(_direct);
        Plan = await Scene.PlanAsync(Target);
        Assert.DoesNotContain(Plan.Changes, change => change.Action == ChangeAction.Conflict);
    }

    public Task MendAsync() => Task.WhenAll(_proxies.Select(proxy => proxy.StartAsync()));

    public FaultScript FaultsOf(string cluster) => _proxies.Single(proxy => proxy.Name == cluster).Faults;

    public Task<MeshState> NowAsync() => MeshState.ReadAsync(_direct);

    public async Task<IReadOnlyList<string>> SessionsAsync()
    {
        var found = await Task.WhenAll(_direct.Clusters.Select(cluster =>
            _direct.Api(cluster, FaultScene.Patience).ListAsync(ResourceKinds.Lease, "istio-system", null, FaultScene.Ct)));
        return [.. found.SelectMany(list => list.Item).Select(lease => LeaseRecord.Read(lease).Session)];
    }

    public IEnumerable<string> More(MeshState begun, MeshState now, PublishedRun run, bool isWhole) =>
        TakenObjects.Problems(Adopted, begun, now, run, isWhole)
            .Concat(OwnedServices.Problems(_made, begun, now, After, run, isWhole))
            .Concat(AmbientWays.Lost(begun, now, After));

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task PublishAsync(FaultScene scene, MeshPlan plan)
    {
        var run = await PublishedRun.StartAsync(scene, plan, FaultScene.Patience);
        Assert.True(run.IsDone, run.Error?.Message ?? $"refused: {string.Join(", ", run.Moved)}");
    }
}
