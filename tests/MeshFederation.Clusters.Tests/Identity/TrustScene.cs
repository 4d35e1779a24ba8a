using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Two clusters that accept each other's trust domains, or expel a third; tried again and again, each time with a fault.</summary>
internal sealed class TrustScene
{
    /// <summary>The fault that is a stop.</summary>
    public const string Stop = "Stop";

    private const string Expel = "expel";

    /// <summary>What is done, by the way in which Istio was installed where that matters.</summary>
    public static readonly string[] Ways = ["Manifest", "Sail", "IstioOperator", Expel];

    /// <summary>What goes wrong, and how far it reaches.</summary>
    public static readonly (string Name, FaultReach Reach)[] Known =
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
        (Stop, FaultReach.Once),
    ];

    private readonly ITrustServers _servers;
    private readonly string _way;
    private readonly MeshIntermediateCertificate _lost;

    private TrustScene(ITrustServers servers, string way)
    {
        (_servers, _way) = (servers, way);
        _lost = IntermediateCertificate.Create(
            servers.Root,
            new("cluster3", "cluster3"),
            new(servers.Clock.GetUtcNow()) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });
    }

    /// <summary>The requests of a run without faults.</summary>
    public IReadOnlyList<PublishStep> Steps { get; private set; } = [];

    private IReadOnlyDictionary<string, TrustState> Before { get; set; } = new Dictionary<string, TrustState>();

    private IReadOnlyDictionary<string, TrustState> After { get; set; } = new Dictionary<string, TrustState>();

    public static async Task<TrustScene> PrepareAsync(ITrustServers servers, string way)
    {
        var scene = new TrustScene(servers, way);
        foreach (var cluster in scene.Clusters)
        {
            foreach (var yaml in Objects(cluster.Name, way)) await servers.PutAsync(cluster.Name, yaml);
        }

        await servers.KeepAsync();
        scene.Before = await scene.NowAsync();
        await servers.RestoreAsync();
        await scene.RunAsync(static _ => { }, FaultScene.Patience, FaultScene.Ct);
        scene.After = await scene.NowAsync();
        foreach (var cluster in scene.Clusters) Assert.NotEqual(scene.Before[cluster.Name], scene.After[cluster.Name]);
        scene.Steps =
        [
            .. scene.Clusters.SelectMany(cluster => servers.RequestsOf(cluster.Name)
                .Where(request => !PublishStep.IsTimed(request))
                .GroupBy(request => (request.Verb, request.Plural, request.Name))
                .SelectMany(alike => Enumerable.Range(0, alike.Count())
                    .Select(number => new PublishStep(cluster.Name, alike.Key.Verb, alike.Key.Plural, alike.Key.Name, false, number)))),
        ];
        return scene;
    }

    /// <summary>Lets one request go wrong.</summary>
    public async Task<FaultResult> TryAsync(PublishStep step, string fault, FaultReach reach)
    {
        using var stop = new CancellationTokenSource();
        var (problems, hangs) = (new List<string>(), fault == nameof(Fault.HangAfterwards));
        ClusterTally? tally = null;
        Exception? error = null;
        for (var patience = hangs ? TimeSpan.FromMilliseconds(400) : FaultScene.Patience; ; patience *= 2)
        {
            await _servers.RestoreAsync();
            (tally, error) = (null, null);
            var hit = step.Inject(_servers.FaultsOf(step.Cluster), Of(fault, stop), reach);
            try
            {
                await RunAsync(made => tally = made, patience, stop.Token);
            }
            catch (Exception exception) when (exception is Model.Errors.MeshException or OperationCanceledException)
            {
                error = exception;
            }

            if (hit()) break;
            if (!hangs || patience > FaultScene.Patience) return new(false, false, ["it never came to that step"]);
        }

        foreach (var cluster in Clusters) _servers.FaultsOf(cluster.Name).Clear();
        var now = await NowAsync();
        foreach (var cluster in Clusters)
            problems.AddRange(error is null ? Wanted(cluster.Name, now) : Untrue(cluster.Name, now, tally, error));
        await RecoverAsync(problems);
        return new(error is null, Clusters.All(IsIn(Before)) || Clusters.All(IsIn(After)), problems);

        Func<MeshCluster, bool> IsIn(IReadOnlyDictionary<string, TrustState> state) => one => now[one.Name] == state[one.Name];
    }

    private IReadOnlyList<MeshCluster> Clusters => _servers.Clusters;

    private static Fault Of(string name, CancellationTokenSource stop) =>
        name == Stop ? Fault.Call(stop.Cancel) : (Fault)typeof(Fault).GetProperty(name)!.GetValue(null)!;

    private async Task<Dictionary<string, TrustState>> NowAsync()
    {
        var now = new Dictionary<string, TrustState>(StringComparer.Ordinal);
        foreach (var cluster in Clusters) now[cluster.Name] = await _servers.NowAsync(cluster.Name);
        return now;
    }

    /// <summary>Does what the command does.</summary>
    private async Task RunAsync(Action<ClusterTally> begun, TimeSpan patience, CancellationToken ct)
    {
        KubernetesApi Connect(MeshCluster cluster) => Api(cluster, patience);
        if (_way != Expel)
        {
            var accepting = await MeshTrustPatcher.AcceptingAsync(Clusters, alias: false, ct, Connect);
            begun(accepting.Tally);
            foreach (var patch in accepting.Patch) await accepting.ApplyAsync(patch, ct);
            return;
        }

        var refusing = await MeshTrustPatcher.RefusingAsync(Clusters, ["three.example"], ct, Connect);
        var revocations = new RevocationPublisher(Clusters, [_lost], [_servers.Root], _servers.Clock, null, Connect)
        {
            Tally = refusing.Tally,
        };
        var lists = await revocations.PlanAsync(ct);
        begun(refusing.Tally);
        foreach (var patch in refusing.Patch) await refusing.ApplyAsync(patch, ct);
        if (lists.Write.Count > 0) await revocations.RunAsync(lists, ct).ToListAsync(ct);
    }

    private IEnumerable<string> Wanted(string cluster, Dictionary<string, TrustState> now)
    {
        if (now[cluster] != After[cluster]) yield return $"it says that it is done, but {cluster} has {now[cluster]}";
    }

    /// <summary>What the lines after a stop, or the error, say of a cluster that is not so.</summary>
    private IEnumerable<string> Untrue(string cluster, Dictionary<string, TrustState> now, ClusterTally? tally, Exception error)
    {
        var line = tally?.Lines("It").FirstOrDefault(one => one.StartsWith(cluster + ":", StringComparison.Ordinal)) ?? "";
        var parts = line.Split(" Not known whether it was written: ");
        var (written, open) = (parts[0], parts.Length > 1 ? parts[1] : "");
        if (!IsTrue(_way == Expel ? " refuses " : " accepts ", now[cluster].Config, Before[cluster].Config, After[cluster].Config)
            && !error.Message.Contains("was changed, its ConfigMap was not", StringComparison.Ordinal))
        {
            yield return $"of the mesh configuration it says '{line}', but there is {now[cluster].Config}; {error.Message}";
        }

        if (!IsTrue("revoked", now[cluster].HasLists, Before[cluster].HasLists, After[cluster].HasLists))
            yield return $"of lists it says '{line}', but that they are there is {now[cluster].HasLists}; {error.Message}";

        bool IsTrue<T>(string what, T there, T was, T wanted) => open.Contains(what, StringComparison.Ordinal)
            || Equals(there, written.Contains(what, StringComparison.Ordinal) ? wanted : was);
    }

    /// <summary>When the cause is mended, the same command comes to the wanted state; nobody waits for leases that were left.</summary>
    private async Task RecoverAsync(List<string> problems)
    {
        await _servers.ForgetLeasesAsync();
        try
        {
            await RunAsync(static _ => { }, FaultScene.Patience, FaultScene.Ct);
        }
        catch (Model.Errors.MeshException again)
        {
            problems.Add($"the same command again fails: {again.Message}");
        }

        var now = await NowAsync();
        problems.AddRange(Clusters.SelectMany(cluster => Wanted(cluster.Name, now)).Select(problem => "again: " + problem));
    }

    private static KubernetesApi Api(MeshCluster cluster, TimeSpan patience) => new(
        ConnectionFactory.Connect(KubeconfigDocument.Read(KubeconfigFiles.Find(cluster.Kubeconfig)).Context(cluster.Context)),
        new ApiTimes(patience, Attempts: 3, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)));

    private static IEnumerable<string> Objects(string cluster, string way)
    {
        var mesh = $"trustDomain: {cluster}.example\\n" + (way == Expel ? "caCertificates:\\n- trustDomains: [three.example]\\n" : "");
        yield return $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: istio, namespace: istio-system, {Made(way)}}}, data: {{mesh: "
            + $"\"{mesh}\"}}}}";
        yield return "{apiVersion: sailoperator.io/v1, kind: IstioRevision, metadata: {name: default-v1-30-3, ownerReferences: "
            + "[{apiVersion: sailoperator.io/v1, kind: Istio, name: default, uid: u0}]}}";
        yield return "{apiVersion: sailoperator.io/v1, kind: Istio, metadata: {name: default}, spec: {values: {meshConfig: "
            + "{enableTracing: true}}}}";
        yield return "{apiVersion: install.istio.io/v1alpha1, kind: IstioOperator, metadata: {name: installed-state, namespace: "
            + "istio-system}, spec: {profile: default}}";
    }

    private static string Made(string way) => way switch
    {
        "Sail" => MeshConfigs.Sail,
        "IstioOperator" => MeshConfigs.Operator,
        _ => "labels: {}",
    };
}
