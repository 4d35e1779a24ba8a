using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Leases;
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
    private readonly IReadOnlyList<ProxiedCluster> _proxies;

    private ProxiedScenario(FaultScene direct, string kubeconfig, IReadOnlyList<MeshService> from, IReadOnlyList<MeshService> to)
    {
        (_direct, _from, Target) = (direct, from, to);
        var document = KubeconfigDocument.Read(KubeconfigFiles.Find(kubeconfig));
        _proxies = [.. direct.Clusters.Select(
            cluster => new ProxiedCluster(cluster.Name, ConnectionFactory.Connect(document.Context(cluster.Context))))];
    }

    public FaultScene Scene { get; private set; } = null!;

    public IReadOnlyList<MeshService> Target { get; }

    public MeshPlan Plan { get; private set; } = null!;

    public MeshState Before { get; private set; } = null!;

    public MeshState After { get; private set; } = null!;

    public IReadOnlyList<PublishStep> Steps { get; private set; } = [];

    /// <summary>Prepares a publish from one state to another, and makes it once without faults.</summary>
    public static async Task<ProxiedScenario> PrepareAsync(
        string kubeconfig, Func<FaultScene, IReadOnlyList<MeshService>> from, Func<FaultScene, IReadOnlyList<MeshService>> to)
    {
        var direct = new FaultScene(kubeconfig);
        var scenario = new ProxiedScenario(direct, kubeconfig, from(direct), to(direct));
        await scenario.MendAsync();
        scenario.Scene = new(ProxiedKubeconfig.Write(scenario._folder, scenario._proxies));
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
        if (_from.Count > 0) await PublishAsync(_direct, await _direct.PlanAsync(_from));
        Plan = await Scene.PlanAsync(Target);
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
