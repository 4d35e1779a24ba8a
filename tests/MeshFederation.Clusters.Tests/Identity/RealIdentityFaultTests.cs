using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Faults.Proxied;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Rights;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// Authorities are given to real API servers, or exchanged there, and one request goes wrong, by machines whose clocks are days off. Each
/// cluster has what it had or what it is to have, what is said of it is so, and the same command comes to the wanted state when the cause
/// is gone.
/// </summary>
public sealed class RealIdentityFaultTests : IDisposable
{
    private const string Stop = "Stop";

    private static readonly string[] Faults =
    [
        nameof(Fault.Reset), nameof(Fault.LoseAnswer), nameof(Fault.Truncate), nameof(Fault.InternalError), nameof(Fault.Unavailable),
        nameof(Fault.Forbidden), nameof(Fault.Hang), nameof(Fault.HangAfterwards), Stop,
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-identity-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An exchange goes on until workloads are to be restarted: then each cluster trusts both roots.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_goes_wrong_each_authority_is_whole_and_what_is_said_is_so(bool rotates)
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(RealServers.Newest);
        var document = KubeconfigDocument.Read(KubeconfigFiles.Find(servers.Kubeconfig));
        var proxies = RealIdentities.Two
            .Select(name => new ProxiedCluster(name, ConnectionFactory.Connect(document.Context(name)))).ToList();
        foreach (var proxy in proxies) await proxy.StartAsync();
        var kubeconfig = ProxiedKubeconfig.Write(_folder, proxies);
        var steps = await StepsAsync(servers.Kubeconfig, kubeconfig, proxies, rotates);
        var runs = new FaultRuns();
        foreach (var (index, step) in steps.Index())
        {
            foreach (var (number, fault) in Faults.Index())
            {
                if (!PublishFault.AreAllTried && (index + number) % Faults.Length != 0) continue;
                runs.Add($"{fault} at {step}", await TryAsync(servers.Kubeconfig, kubeconfig, proxies, step, fault, rotates));
            }
        }

        foreach (var proxy in proxies) await proxy.DisposeAsync();
        runs.Require($"authorities{(rotates ? ", exchanged" : "")}, before real servers", Math.Max(steps.Count, 9));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<IReadOnlyList<PublishStep>> StepsAsync(
        string direct, string kubeconfig, IReadOnlyCollection<ProxiedCluster> proxies, bool rotates)
    {
        await RealIdentities.PrepareAsync(direct);
        await RunAsync(kubeconfig, Goal(), days: 0, rotates, Ct).Changes;

        // The names of backups follow from keys, which each run makes anew.
        return
        [
            .. proxies.SelectMany(proxy => proxy.Requests
                .Where(request => request.Name?.Contains("-before-", StringComparison.Ordinal) is not true
                    && !PublishStep.IsTimed(request))
                .GroupBy(request => (request.Verb, request.Plural, request.Name))
                .SelectMany(alike => Enumerable.Range(0, alike.Count())
                    .Select(number => new PublishStep(proxy.Name, alike.Key.Verb, alike.Key.Plural, alike.Key.Name, false, number)))),
        ];
    }

    private static async Task<FaultResult> TryAsync(
        string direct, string kubeconfig, IReadOnlyList<ProxiedCluster> proxies, PublishStep step, string fault, bool rotates)
    {
        await RealIdentities.PrepareAsync(direct);
        using var stop = new CancellationTokenSource();
        var (problems, goal, before) = (new List<string>(), Goal(), await HeldAsync(direct));
        var faults = proxies.Single(proxy => proxy.Name == step.Cluster).Faults;
        var hit = step.Inject(
            faults,
            fault == Stop ? Fault.Call(stop.Cancel) : (Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!,
            fault == nameof(Fault.Forbidden) ? FaultReach.Object : FaultReach.Once);
        var (publisher, changes) = RunAsync(kubeconfig, goal, days: 1, rotates, stop.Token);
        Exception? error = null;
        try
        {
            // Nobody waits for an answer for as long as it may take.
            for (var hangs = fault.StartsWith(nameof(Fault.Hang), StringComparison.Ordinal); hangs && !changes.IsCompleted;)
            {
                await Task.WhenAny(changes, Task.Delay(10, Ct));
                if (!hit()) continue;
                await stop.CancelAsync();
                hangs = false;
            }

            await changes;
        }
        catch (Exception exception) when (exception is MeshException or OperationCanceledException)
        {
            error = exception;
        }

        faults.Clear();
        if (!hit()) problems.Add("it never came to that step");
        var now = await HeldAsync(direct);
        foreach (var name in RealIdentities.Two)
        {
            var isNew = now[name] == Wanted(before[name], goal, name, rotates);
            if (!isNew && now[name] != before[name]) problems.Add($"{name} has neither what it had nor what it is to have: {now[name]}");
            var line = publisher.Tally.Lines("It").FirstOrDefault(one => one.StartsWith(name + ":", StringComparison.Ordinal)) ?? "";
            var isSaid = line.StartsWith(name + ": written: ", StringComparison.Ordinal);
            if (isSaid != isNew && !line.Contains("Not known", StringComparison.Ordinal))
                problems.Add($"of {name} it says '{line}', and that it was changed is {isNew}; {error?.Message}");
            if (error is null && !isNew) problems.Add($"it says that it is done, and {name} was not changed");
        }

        foreach (var name in RealIdentities.Two) await ForgetLeaseAsync(name, direct);
        await RunAsync(kubeconfig, goal, days: -1, rotates, Ct).Changes;
        var last = await HeldAsync(direct);
        problems.AddRange(RealIdentities.Two.Where(name => last[name] != Wanted(before[name], goal, name, rotates))
            .Select(name => $"the same command again leaves {name} with {last[name]}"));
        return new(
            error is null,
            RealIdentities.Two.All(name => now[name] == before[name])
                || RealIdentities.Two.All(name => now[name] == Wanted(before[name], goal, name, rotates)),
            problems);
    }

    /// <summary>What a cluster is to sign with, and how many roots it is to trust: it signs as before until both are known.</summary>
    private static (string Authority, int Roots) Wanted(
        (string Authority, int Roots) before, RotationGoal goal, string name, bool rotates) =>
        rotates ? before with { Roots = 2 } : (goal.Authority[name].Certificate.Fingerprint, 1);

    private static RotationGoal Goal()
    {
        var now = TimeProvider.System.GetUtcNow().AddHours(-1);
        var root = RootCertificate.Create("Next root", "Shop", CertificateKeyAlgorithm.ECDSAP384, null, now);
        return RotationGoal.Of(
            [
                .. RealIdentities.Two.Select(name => IntermediateCertificate.Create(
                    root, new(name, name), new(now) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 })),
            ],
            changesRoot: true);
    }

    private static (IdentityPublisher Publisher, Task Changes) RunAsync(
        string kubeconfig, RotationGoal goal, int days, bool rotates, CancellationToken ct)
    {
        var clock = new WrongClock(TimeProvider.System, TimeSpan.FromDays(days));
        var publisher = new IdentityPublisher(
            [.. RealIdentities.Two.Select(name => new MeshCluster(name, name) { Kubeconfig = kubeconfig })],
            new() { Force = true, Clock = clock, LeaseClock = clock });
        return (publisher, (rotates ? publisher.RunAsync(goal, ct) : publisher.InstallAsync(goal, ct)).ToListAsync(ct).AsTask());
    }

    /// <summary>Nobody waits for one that was left.</summary>
    private static async Task ForgetLeaseAsync(string name, string direct)
    {
        var api = KubernetesConnections.For(name, direct);
        foreach (var lease in (await api.ListAsync(ResourceKinds.Lease, "istio-system", null, Ct)).Item)
            await api.DeleteAsync(ResourceKinds.Lease, "istio-system", lease.Map("metadata")!.Text("name")!, new(), Ct);
    }

    /// <summary>The authority of each cluster, by its fingerprint, and how many roots it trusts, read past the proxies.</summary>
    private static async Task<Dictionary<string, (string Authority, int Roots)>> HeldAsync(string direct)
    {
        var held = new Dictionary<string, (string, int)>(StringComparer.Ordinal);
        foreach (var name in RealIdentities.Two)
        {
            var cluster = new MeshCluster(name, name) { Kubeconfig = direct };
            var api = KubernetesConnections.For(name, direct);
            var secret = (await api.GetAsync(ResourceKinds.Secret, "istio-system", AuthoritySecret.Name, Ct))!;
            held[name] = (
                (await LiveIdentities.AuthorityAsync(cluster, TimeProvider.System, Ct)).Certificate.Fingerprint,
                CertificateReading.Of(AuthoritySecret.RootText(secret), "").Count);
        }

        return held;
    }
}
