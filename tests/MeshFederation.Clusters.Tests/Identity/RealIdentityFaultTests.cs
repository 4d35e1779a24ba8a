using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Faults.Proxied;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Rights;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// Authorities are given to real API servers, and one request goes wrong, by machines whose clocks are days off. Each cluster has its old
/// authority or the new one, what is said of it is so, and the same command comes to the wanted state when the cause is gone.
/// </summary>
public sealed class RealIdentityFaultTests : IDisposable
{
    /// <summary>So that nobody waits for a lease that was left.</summary>
    private static readonly LeaseTimes Short = new(
        TimeSpan.FromSeconds(1.5), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(50))
    {
        Margin = TimeSpan.FromMilliseconds(300),
        Retry = TimeSpan.FromMilliseconds(100),
        Answer = TimeSpan.FromSeconds(1),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-identity-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_goes_wrong_each_authority_is_whole_and_what_is_said_is_so()
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(RealServers.Newest);
        var document = KubeconfigDocument.Read(KubeconfigFiles.Find(servers.Kubeconfig));
        var proxies = RealIdentities.Two
            .Select(name => new ProxiedCluster(name, ConnectionFactory.Connect(document.Context(name)))).ToList();
        foreach (var proxy in proxies) await proxy.StartAsync();
        var kubeconfig = ProxiedKubeconfig.Write(_folder, proxies);
        var steps = await StepsAsync(servers.Kubeconfig, kubeconfig, proxies);
        var (problems, count, done) = (new List<string>(), 0, 0);
        string[] faults =
        [
            nameof(Fault.Reset), nameof(Fault.LoseAnswer), nameof(Fault.Truncate), nameof(Fault.InternalError), nameof(Fault.Unavailable),
            nameof(Fault.Forbidden),
        ];
        foreach (var (index, step) in steps.Index())
        {
            foreach (var (number, fault) in faults.Index())
            {
                if (!PublishFault.AreAllTried && (index + number) % faults.Length != 0) continue;
                var said = await TryAsync(servers.Kubeconfig, kubeconfig, proxies, step, fault);
                count++;
                if (said.IsDone) done++;
                problems.AddRange(said.Problems.Select(problem => $"{fault} at {step}: {problem}"));
            }
        }

        foreach (var proxy in proxies) await proxy.DisposeAsync();
        FaultCount.Tell("authorities, before real servers", count, problems.Count, done);
        Assert.True(count >= steps.Count && steps.Count > 8, $"Only {count} cases were tried.");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<IReadOnlyList<PublishStep>> StepsAsync(
        string direct, string kubeconfig, IReadOnlyCollection<ProxiedCluster> proxies)
    {
        await RealIdentities.PrepareAsync(direct);
        await RunAsync(kubeconfig, Goal(), days: 0).Changes;

        // The names of backups follow from keys, which each run makes anew.
        return
        [
            .. proxies.SelectMany(proxy => proxy.Requests
                .Where(request => request.Name?.Contains("-before-", StringComparison.Ordinal) is not true)
                .GroupBy(request => (request.Verb, request.Plural, request.Name))
                .SelectMany(alike => Enumerable.Range(0, alike.Count())
                    .Select(number => new PublishStep(proxy.Name, alike.Key.Verb, alike.Key.Plural, alike.Key.Name, false, number)))),
        ];
    }

    private static async Task<(bool IsDone, IReadOnlyList<string> Problems)> TryAsync(
        string direct, string kubeconfig, IReadOnlyList<ProxiedCluster> proxies, PublishStep step, string fault)
    {
        await RealIdentities.PrepareAsync(direct);
        var (problems, goal, before) = (new List<string>(), Goal(), await HeldAsync(direct));
        var faults = proxies.Single(proxy => proxy.Name == step.Cluster).Faults;
        var hit = step.Inject(
            faults,
            (Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!,
            fault == nameof(Fault.Forbidden) ? FaultReach.Object : FaultReach.Once);
        var (publisher, changes) = RunAsync(kubeconfig, goal, days: 1);
        MeshException? error = null;
        try
        {
            await changes;
        }
        catch (MeshException exception)
        {
            error = exception;
        }

        faults.Clear();
        if (!hit()) problems.Add("it never came to that step");
        var now = await HeldAsync(direct);
        foreach (var name in RealIdentities.Two)
        {
            var isNew = now[name] == goal.Authority[name].Certificate.Fingerprint;
            if (!isNew && now[name] != before[name]) problems.Add($"{name} has neither the old authority nor the new one");
            var line = publisher.Tally.Lines("It").FirstOrDefault(one => one.StartsWith(name + ":", StringComparison.Ordinal)) ?? "";
            var isSaid = line.StartsWith(name + ": written: ", StringComparison.Ordinal);
            if (isSaid != isNew && !line.Contains("Not known", StringComparison.Ordinal))
                problems.Add($"of {name} it says '{line}', and that it has the new authority is {isNew}; {error?.Message}");
            if (error is null && !isNew) problems.Add($"it says that it is done, and {name} has not got the new authority");
        }

        await RunAsync(kubeconfig, goal, days: -1).Changes;
        var last = await HeldAsync(direct);
        problems.AddRange(RealIdentities.Two.Where(name => last[name] != goal.Authority[name].Certificate.Fingerprint)
            .Select(name => $"the same command again does not give {name} the new authority"));
        return (error is null, problems);
    }

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

    private static (IdentityPublisher Publisher, Task Changes) RunAsync(string kubeconfig, RotationGoal goal, int days)
    {
        var publisher = new IdentityPublisher(
            [.. RealIdentities.Two.Select(name => new MeshCluster(name, name) { Kubeconfig = kubeconfig })],
            new() { Force = true, Lease = Short, Clock = new WrongClock(TimeProvider.System, TimeSpan.FromDays(days)) });
        return (publisher, publisher.InstallAsync(goal, Ct).ToListAsync(Ct).AsTask());
    }

    /// <summary>The authority of each cluster, by its fingerprint, read past the proxies.</summary>
    private static async Task<Dictionary<string, string>> HeldAsync(string direct)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in RealIdentities.Two)
        {
            var cluster = new MeshCluster(name, name) { Kubeconfig = direct };
            held[name] = (await LiveIdentities.AuthorityAsync(cluster, Ct)).Certificate.Fingerprint;
        }

        return held;
    }
}
