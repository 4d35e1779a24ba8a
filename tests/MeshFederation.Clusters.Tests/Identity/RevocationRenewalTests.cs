using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// Authorities are renewed while lists of revoked certificates are there: whoever was expelled stays out, and nobody else is refused at any
/// moment, as openssl says, which looks as Envoy does.
/// </summary>
public sealed class RevocationRenewalTests
{
    private static readonly string[] Names = ["one", "two"];
    private readonly MeshCertificateAuthority _root = Root();
    private readonly Dictionary<string, bool> _seen = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void No_chain_of_those_that_go_on_is_refused_and_that_of_the_expelled_is(bool reloads, int seed)
    {
        using var openssl = new OpenSsl();
        var (clusters, lost) = Expelled(reloads);
        var goal = RotationGoal.Of([.. clusters.Select(one => Made(one.Cluster.Name))], changesRoot: false);
        var (now, steps, random) = (Now, new List<IdentityStep>(), new Random(seed));
        for (var turn = 0; ; turn++)
        {
            Assert.True(turn < 100, string.Join(' ', steps));
            var step = Rotation.Next([.. clusters.Select(one => one.Read(now))], goal);
            steps.Add(step.Step);
            if (step.Step == IdentityStep.Done) break;
            foreach (var write in step.Write.OrderBy(_ => random.Next()).Take(1 + (seed % 2)))
            {
                clusters.Single(one => one.Cluster.Name == write.State.Cluster.Name).Write(write, now = now.AddSeconds(1));
                Require(openssl, clusters, lost, now);
            }

            foreach (var wait in step.Wait)
            {
                foreach (var workload in wait.Restart)
                {
                    clusters.Single(one => one.Cluster.Name == wait.Cluster.Name).Restart(workload, now = now.AddSeconds(1));
                    Require(openssl, clusters, lost, now);
                }
            }

            now = now.AddMinutes(1 + random.Next(2));
            Require(openssl, clusters, lost, now);
        }

        Assert.Contains(IdentityStep.Revoke, steps);
        Assert.All(clusters, one =>
        {
            Assert.True(goal.IsGiven(one.Read(now)));
            Assert.Equal(5, ReadRevocations.Of(AuthoritySecret.RevocationText(one.Read(now).Secret), "").Count);
        });
    }

    /// <summary>That nobody can sign a list, or what istiod hands out is not known, keeps new authorities away.</summary>
    [Fact]
    public void What_cannot_be_listed_is_said_before_anything_is_written()
    {
        var (clusters, _) = Expelled(reloads: true);
        var state = clusters[0].Read(Now);
        var goal = RotationGoal.Of([.. clusters.Select(one => Made(one.Cluster.Name))], changesRoot: false);
        Assert.Null(RevocationRenewal.Obstacle(state, goal));
        Assert.Contains(
            "hands out is not known",
            RevocationRenewal.Obstacle(state with { ServedRevocations = null }, goal),
            StringComparison.Ordinal);
        var other = Root();
        var below = IntermediateCertificate.Create(other, Cluster("one"), Options);
        Assert.Contains(
            "whose key is not here",
            RevocationRenewal.Obstacle(state, RotationGoal.Of([below], changesRoot: false)),
            StringComparison.Ordinal);
        Assert.Contains(
            "new root", RevocationRenewal.Obstacle(state, RotationGoal.Of([below], changesRoot: true)), StringComparison.Ordinal);
        var broken = state with { Secret = AuthoritySecret.WithRevocations(state.Secret!, "none", "") };
        Assert.Contains("cannot be read", RevocationRenewal.Obstacle(broken, goal), StringComparison.Ordinal);
    }

    /// <summary>An authority that signs before its list is everywhere is refused: that is what the step is for.</summary>
    [Fact]
    public void Without_its_list_a_new_authority_is_refused()
    {
        using var openssl = new OpenSsl();
        var (clusters, _) = Expelled(reloads: true);
        Assert.False(IsTaken(openssl, Made("one"), clusters[1].ListsOfProxies(Now).Single()));
        Assert.True(IsTaken(openssl, clusters[0].Proxies.First(), clusters[1].ListsOfProxies(Now).Single()));
    }

    private (List<RotatingCluster> Clusters, MeshIntermediateCertificate Lost) Expelled(bool reloads)
    {
        var clusters = Names.Select(name => new RotatingCluster(name, "1.30.3", Made(name), isSelfSigned: false, Now, reloads)).ToList();
        var lost = Made("lost");
        var plan = RevocationPlan.Of([.. clusters.Select(one => one.Read(Now))], [lost], [_root], Now);
        Assert.Equal(2, plan.Write.Count);
        foreach (var one in clusters) one.HasRevoked(plan.Write[0].Text);
        return (clusters, lost);
    }

    private MeshIntermediateCertificate Made(string name) => IntermediateCertificate.Create(_root, Cluster(name), Options);

    private void Require(OpenSsl openssl, List<RotatingCluster> clusters, MeshIntermediateCertificate lost, DateTimeOffset now)
    {
        foreach (var (refusing, lists) in clusters.SelectMany(one => one.ListsOfProxies(now), (one, lists) => (one.Cluster.Name, lists)))
        {
            foreach (var (signing, chain) in clusters.SelectMany(one => one.Proxies, (one, chain) => (one.Cluster.Name, chain)))
                Assert.True(IsTaken(openssl, chain, lists), $"{refusing} refuses {signing} at {now:u}");
            Assert.False(IsTaken(openssl, lost, lists), $"{refusing} takes the expelled at {now:u}");
        }
    }

    private bool IsTaken(OpenSsl openssl, MeshIntermediateCertificate authority, string lists)
    {
        var key = $"{authority.Certificate.Fingerprint} {lists}";
        if (_seen.TryGetValue(key, out var known)) return known;
        var files = OpenSslTests.Files(openssl, authority, "spiffe://a/ns/b/sa/c");
        var (code, _) = OpenSslTests.Verify(openssl, files, _root, "-crl_check_all", "-CRLfile", openssl.Write("lists.pem", lists));
        return _seen[key] = code == 0;
    }
}
