using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// While authorities are exchanged every pair of workloads that trusted each other goes on to, by real handshakes: behind every write and
/// every restart, in whatever order these come, wherever it is stopped, and whichever cluster is away.
/// </summary>
public sealed class RotationTests
{
    private static readonly string[] Names = ["c1", "c2", "c3"];
    private readonly Dictionary<string, bool> _seen = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("1.30.3", false, true)]
    [InlineData("1.30.3", true, true)]
    [InlineData("1.30.3", false, true, false)]
    [InlineData("1.30.3", true, true, false)]
    [InlineData("1.17.8", false, true)]
    [InlineData("1.17.8", true, true)]
    [InlineData("1.30.3", false, false)]
    [InlineData("1.17.8", false, false)]
    [InlineData("1.17.8", false, false, true, true)]
    [InlineData("1.19.5", false, false)]
    [InlineData("1.19.5", false, false, false, false)]
    public async Task No_pair_distrusts_the_other_at_any_moment(
        string version, bool isSelfSigned, bool changesRoot, bool reloads = true, bool? told = null)
    {
        for (var seed = 0; seed < 2; seed++)
        {
            var old = Root();
            var clusters = Mesh(version, isSelfSigned, old, reloads, told);
            var root = changesRoot ? Root() : old;
            var goal = Goal(clusters, root, changesRoot);
            await RunAsync(clusters, goal, root, isSelfSigned, new(seed), stops: seed % 2 == 1);
        }
    }

    [Fact]
    public async Task An_exchange_without_restarts_ends_when_certificates_were_renewed()
    {
        var old = Root();
        var clusters = Mesh("1.30.3", false, old);
        var goal = Goal(clusters, old, changesRoot: false);
        var now = Now;
        var step = Next(clusters, goal, now);
        foreach (var write in step.Write) At(clusters, write).Write(write, now);
        Assert.All(Next(clusters, goal, now.AddMinutes(1)).Wait, wait => Assert.True(wait is { IsForTime: true, Restart.Count: 0 }));
        Assert.All(Next(clusters, goal, now.AddHours(1)).Wait, wait => Assert.Equal(2, wait.Restart.Count));
        foreach (var cluster in clusters) cluster.Renew(now.AddHours(24));
        Assert.Equal(IdentityStep.Done, Next(clusters, goal, now.AddHours(25)).Step);
        await RequireAsync(clusters, [.. Pairs(clusters)]);
    }

    /// <summary>An istiod that is told not to follow its Secret signs with the old authority until it is restarted.</summary>
    [Theory]
    [InlineData("1.19.5", false, true)]
    [InlineData("1.19.5", null, false)]
    [InlineData("1.17.8", true, false)]
    [InlineData("1.17.8", null, true)]
    [InlineData("1.20.0", false, false)]
    public void What_istiod_is_told_decides_whether_it_must_be_restarted(string version, bool? told, bool restarts)
    {
        var old = Root();
        var clusters = Mesh(version, false, old, told: told);
        var goal = Goal(clusters, old, changesRoot: false);
        foreach (var write in Next(clusters, goal, Now).Write) At(clusters, write).Write(write, Now);
        var step = Next(clusters, goal, Now.AddHours(26));
        Assert.Equal(restarts, step.Step != IdentityStep.Done);
        Assert.Equal(restarts ? 3 : 0, step.Wait.SelectMany(wait => wait.Restart).Count(one => one.Name == "istiod"));
    }

    [Fact]
    public async Task New_authorities_before_their_roots_are_distrusted()
    {
        var clusters = Mesh("1.30.3", false, Root());
        var goal = Goal(clusters, Root(), changesRoot: true);
        var one = clusters[0];
        one.Write(new(one.Read(Now), goal.Authority["c1"], goal.Root[0].Pem, ""), Now);
        one.Restart(new("Deployment", "istio-system", "istiod"), Now.AddMinutes(5));
        one.Restart(new("Deployment", "default", "p0"), Now.AddMinutes(9));
        Assert.False(await Handshake.WorksAsync(one.Proxies.First(), clusters[1].Proxies.First()));
    }

    [Fact]
    public void What_is_behind_by_one_proxy_is_waited_for()
    {
        var clusters = Mesh("1.30.3", false, Root());
        var goal = Goal(clusters, Root(), changesRoot: true);
        var now = Now;
        foreach (var write in Next(clusters, goal, now).Write) At(clusters, write).Write(write, now);
        foreach (var cluster in clusters) cluster.Restart(new("Deployment", "istio-system", "istiod"), now.AddMinutes(1));
        now = now.AddMinutes(5);
        foreach (var cluster in clusters) cluster.Restart(new("Deployment", "default", "p0"), now);
        clusters[0].Restart(new("Deployment", "default", "p1"), now);
        clusters[1].Restart(new("Deployment", "default", "p1"), now);
        var step = Next(clusters, goal, now.AddMinutes(1));
        var wait = Assert.Single(step.Wait);
        Assert.Equal((IdentityStep.TrustBoth, "c3", "p1"), (step.Step, wait.Cluster.Name, Assert.Single(wait.Restart).Name));
    }

    [Fact]
    public void An_istiod_that_was_started_before_the_roots_keeps_new_authorities_away()
    {
        var clusters = Mesh("1.30.3", false, Root());
        var goal = Goal(clusters, Root(), changesRoot: true);
        var now = Now;
        foreach (var write in Next(clusters, goal, now).Write) At(clusters, write).Write(write, now);
        foreach (var cluster in clusters) cluster.Restart(new("Deployment", "istio-system", "istiod"), now.AddMinutes(1));
        foreach (var cluster in clusters)
        {
            cluster.Restart(new("Deployment", "default", "p0"), now.AddMinutes(5));
            cluster.Restart(new("Deployment", "default", "p1"), now.AddMinutes(5));
        }

        var states = clusters.Select(one => one.Read(now.AddMinutes(9))).ToList();
        Assert.Equal(IdentityStep.NewAuthority, Rotation.Next(states, goal).Step);
        states[1] = states[1] with { IstiodStarted = [.. states[1].IstiodStarted, Now.AddDays(-9)] };
        var step = Rotation.Next(states, goal);
        var wait = Assert.Single(step.Wait);
        Assert.Equal((IdentityStep.TrustBoth, "c2", "istiod"), (step.Step, wait.Cluster.Name, Assert.Single(wait.Restart).Name));
        Assert.Empty(step.Write);
    }

    private static List<RotatingCluster> Mesh(
        string version, bool isSelfSigned, MeshCertificateAuthority old, bool reloads = true, bool? told = null) =>
    [
        .. Names.Select(name => new RotatingCluster(
            name,
            version,
            isSelfSigned ? SelfSigned() : IntermediateCertificate.Create(old, Cluster(name), Options),
            isSelfSigned,
            Now,
            reloads)
        {
            Told = told,
        }),
    ];

    private static MeshIntermediateCertificate SelfSigned()
    {
        var own = Root();
        return new("", own.Certificate, [], [own.Certificate]) { Key = own.Key };
    }

    private static RotationGoal Goal(
        IEnumerable<RotatingCluster> clusters, MeshCertificateAuthority root, bool changesRoot) => RotationGoal.Of(
            [.. clusters.Select(one => IntermediateCertificate.Create(root, one.Cluster, Options))], changesRoot);

    private static RotationStep Next(IEnumerable<RotatingCluster> clusters, RotationGoal goal, DateTimeOffset now) =>
        Rotation.Next([.. clusters.Select(one => one.Read(now))], goal);

    private static RotatingCluster At(IEnumerable<RotatingCluster> clusters, AuthorityWrite write) =>
        clusters.Single(one => one.Cluster.Name == write.State.Cluster.Name);

    private async Task RunAsync(
        List<RotatingCluster> clusters, RotationGoal goal, MeshCertificateAuthority root, bool isSelfSigned, Random random, bool stops)
    {
        // What istiods made themselves nobody else trusts: there each cluster must go on to trust itself.
        var pairs = Pairs(clusters).Where(pair => !isSelfSigned || pair.Client == pair.Server).ToList();
        var (now, steps) = (Now, new List<IdentityStep>());
        for (var turn = 0; ; turn++)
        {
            Assert.True(turn < 200, string.Join(' ', steps));
            var step = Next(clusters, goal, now);
            steps.Add(step.Step);
            if (step.Step == IdentityStep.Done) break;

            // One that answers no more when it is to be written or restarted; and certificates are renewed when they like.
            var away = Names[random.Next(Names.Length)];
            if (random.Next(2) == 0) away = "";
            var writes = step.Write.Where(write => write.State.Cluster.Name != away).OrderBy(_ => random.Next()).ToList();
            if (stops && writes.Count > 0) writes = [.. writes.Take(1)];
            foreach (var write in writes)
            {
                At(clusters, write).Write(write, now = now.AddSeconds(1));
                await RequireAsync(clusters, pairs);
            }

            foreach (var (wait, workload) in step.Wait.SelectMany(wait => wait.Restart, (wait, one) => (wait, one))
                .Where(one => one.wait.Cluster.Name != away).OrderBy(_ => random.Next()).Take(stops ? 2 : 99))
            {
                clusters.Single(one => one.Cluster.Name == wait.Cluster.Name).Restart(workload, now = now.AddSeconds(1));
                await RequireAsync(clusters, pairs);
            }

            if (random.Next(3) == 0) clusters[random.Next(clusters.Count)].Renew(now);
            await RequireAsync(clusters, pairs);

            // A stop forgets what was made: who goes on brings new certificates.
            if (stops && goal.ChangesRoot && turn % 5 == 4) goal = Goal(clusters, root, changesRoot: true);
            now = now.AddMinutes(1 + random.Next(3));
        }

        Assert.Equal(steps.Order(), steps);
        Assert.All(clusters, one => Assert.True(AuthorityUse.Same(goal.Root, one.Stored.Root)));
        await RequireAsync(clusters, [.. Pairs(clusters)]);
    }

    private static IEnumerable<(RotatingCluster Client, RotatingCluster Server)> Pairs(List<RotatingCluster> clusters) =>
        clusters.SelectMany(_ => clusters, (client, server) => (client, server));

    private async Task RequireAsync(
        List<RotatingCluster> clusters, IReadOnlyCollection<(RotatingCluster Client, RotatingCluster Server)> pairs)
    {
        foreach (var (client, server) in pairs)
        {
            foreach (var (caller, called) in client.Proxies.SelectMany(_ => server.Proxies, (one, other) => (one, other)))
            {
                var key = $"{Key(caller)} {Key(called)}";
                if (!_seen.TryGetValue(key, out var works)) _seen[key] = works = await Handshake.WorksAsync(caller, called);
                Assert.True(works, $"{client.Cluster.Name} is distrusted by {server.Cluster.Name}, of {clusters.Count}");
            }
        }
    }

    private static string Key(MeshIntermediateCertificate has) =>
        $"{has.Certificate.Fingerprint}/{string.Join(',', has.Root.Select(root => root.Fingerprint))}";
}
