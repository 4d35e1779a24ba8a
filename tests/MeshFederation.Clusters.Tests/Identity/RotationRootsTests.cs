using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Which roots clusters get and lose when authorities are exchanged.</summary>
public sealed class RotationRootsTests
{
    private static readonly string[] Names = ["c1", "c2", "c3"];

    /// <summary>What only some clusters trust stays theirs, and what went does not come back with the next exchange.</summary>
    [Fact]
    public async Task Intermediates_change_no_roots()
    {
        var (root, partner) = (Root(), Root());
        var clusters = WithPartner(root, partner);
        var before = clusters.ToDictionary(one => one.Cluster.Name, one => Held(one.Stored), StringComparer.Ordinal);
        var (goal, now) = (Goal(clusters, root, changesRoot: false), Now);
        var step = Next(clusters, goal, now);
        Assert.Equal((IdentityStep.NewAuthority, 3), (step.Step, step.Write.Count));
        foreach (var write in step.Write) At(clusters, write).Write(write, now);
        Assert.All(clusters, one => Assert.Equal(before[one.Cluster.Name], Held(one.Stored)));
        foreach (var cluster in clusters) cluster.Renew(now.AddHours(24));
        Assert.Equal(IdentityStep.Done, Next(clusters, goal, now.AddHours(25)).Step);
        foreach (var (client, server) in clusters.SelectMany(_ => clusters, (client, server) => (client, server)))
            Assert.True(await Handshake.WorksAsync(client.Proxies.First(), server.Proxies.First()));
    }

    [Fact]
    public void A_root_that_went_does_not_come_back_with_intermediates()
    {
        var (old, root) = (Root(), Root());
        List<RotatingCluster> clusters =
        [
            .. Names.Select(name => new RotatingCluster(name, "1.30.3", Trusting(root, name, root, old), isSelfSigned: false, Now)),
        ];
        var now = Now;
        foreach (var one in clusters) one.Write(new(one.Read(now), one.Stored, root.Root.Pem, ""), now);
        var goal = Goal(clusters, root, changesRoot: false);
        var step = Next(clusters, goal, now = now.AddHours(1));
        Assert.Empty(step.Write);
        Assert.All(step.Wait, wait => Assert.Equal("istiod", Assert.Single(wait.Restart).Name));
        foreach (var one in clusters) one.Restart(new("Deployment", "istio-system", "istiod"), now);
        foreach (var one in clusters) one.Restart(new("Deployment", "default", "p0"), now.AddMinutes(9));
        foreach (var one in clusters) one.Restart(new("Deployment", "default", "p1"), now.AddMinutes(9));
        step = Next(clusters, goal, now.AddHours(1));
        Assert.Equal((IdentityStep.NewAuthority, 3), (step.Step, step.Write.Count));
        Assert.All(step.Write, write => Assert.Equal(root.Root.Pem, write.RootText));
    }

    [Fact]
    public void A_root_of_one_cluster_goes_to_no_other_and_that_it_goes_is_said()
    {
        var (old, partner) = (Root(), Root());
        var clusters = WithPartner(old, partner);
        var goal = Goal(clusters, Root(), changesRoot: true);
        var step = Next(clusters, goal, Now);
        Assert.Equal(IdentityStep.TrustBoth, step.Step);
        foreach (var write in step.Write)
            Assert.Equal(write.State.Cluster.Name == "c2", write.RootText.Contains(partner.Root.Pem, StringComparison.Ordinal));
        var outlook = RotationOutlook.Of([.. clusters.Select(one => one.Read(Now))], goal);
        Assert.Equal(
            [$"{old.Root.Fingerprint} c1,c2,c3 False", $"{partner.Root.Fingerprint} c2 True"],
            outlook.Leaving.Select(one => $"{one.Root.Fingerprint} {string.Join(',', one.Cluster)} {one.IsOfOthers}"));
        Assert.Equal(["istiod", "p0", "p1"], outlook.Restart.Where(one => one.Cluster == "c3").Select(one => one.Workload.Name));
    }

    /// <summary>When all sign with their new authorities nobody signs below the exchange's own old root either.</summary>
    [Fact]
    public void Who_goes_on_with_an_exchange_is_not_warned_of_its_own_old_root()
    {
        var (old, root, partner) = (Root(), Root(), Root());
        var begun = WithPartner(old, partner);
        var first = Step(begun, Goal(begun, root, changesRoot: true));
        Assert.Equal(partner.Root.Fingerprint, Assert.Single(first.OfOthers).Root.Fingerprint);
        List<RotatingCluster> clusters =
        [
            .. Names.Select(name => new RotatingCluster(name, "1.30.3", Trusting(root, name, old, root), isSelfSigned: false, Now)),
        ];
        var last = Step(clusters, Goal(clusters, root, changesRoot: true));
        Assert.Equal(IdentityStep.TrustNew, last.Step);
        Assert.True(Assert.Single(last.Outlook!.Leaving).IsOfOthers);
        Assert.Empty(last.OfOthers);

        static RotationStep Step(IEnumerable<RotatingCluster> all, RotationGoal goal) =>
            Next(all, goal, Now) with { Outlook = RotationOutlook.Of([.. all.Select(one => one.Read(Now))], goal) };
    }

    /// <summary>What istiod makes of a Secret that was changed beside it is seen when it is restarted, which an exchange does.</summary>
    [Fact]
    public void What_a_restart_would_change_of_trust_is_found_before()
    {
        var (old, other) = (Root(), Root());
        List<RotatingCluster> clusters =
        [
            new("c1", "1.30.3", Trusting(other, "c1", old, other), isSelfSigned: false, Now),
            new("c2", "1.30.3", Trusting(old, "c2", old, other), isSelfSigned: false, Now),
        ];
        var goal = Goal(clusters, old, changesRoot: false);
        Assert.All(clusters, one => Assert.Null(RotationHazards.Untaken(one.Read(Now))));
        Assert.Null(Needed(goal));
        clusters[1].Write(new(clusters[1].Read(Now), clusters[1].Stored, old.Root.Pem, ""), Now);
        Assert.Equal(other.Root.Fingerprint, Needed(goal));
        Assert.Null(Needed(Goal(clusters, Root(), changesRoot: true)));

        var third = Root();
        clusters[1].Write(new(clusters[1].Read(Now), Trusting(third, "c2", third), third.Root.Pem, ""), Now);
        Assert.Equal(third.Root.Fingerprint, RotationHazards.Untaken(clusters[1].Read(Now))?.Fingerprint);

        string? Needed(RotationGoal wanted) => RotationHazards
            .Needed(clusters[1].Read(Now), clusters.Select(one => one.Read(Now)), wanted)?.Root.Fingerprint;
    }

    private static List<RotatingCluster> WithPartner(MeshCertificateAuthority root, MeshCertificateAuthority partner) =>
    [
        .. Names.Select(name => new RotatingCluster(
            name, "1.30.3", name == "c2" ? Trusting(root, name, root, partner) : Trusting(root, name, root), isSelfSigned: false, Now)),
    ];

    private static MeshIntermediateCertificate Trusting(
        MeshCertificateAuthority above, string name, params IEnumerable<MeshCertificateAuthority> roots)
    {
        var made = IntermediateCertificate.Create(above, Cluster(name), Options);
        return new(name, made.Certificate, made.Chain, [.. roots.Select(one => one.Root)]) { Key = made.Key };
    }

    private static string Held(MeshIntermediateCertificate one) =>
        string.Join(' ', one.Root.Select(root => root.Fingerprint).Order(StringComparer.Ordinal));

    private static RotationGoal Goal(
        IEnumerable<RotatingCluster> clusters, MeshCertificateAuthority root, bool changesRoot) => RotationGoal.Of(
            [.. clusters.Select(one => IntermediateCertificate.Create(root, one.Cluster, Options))], changesRoot);

    private static RotationStep Next(IEnumerable<RotatingCluster> clusters, RotationGoal goal, DateTimeOffset now) =>
        Rotation.Next([.. clusters.Select(one => one.Read(now))], goal);

    private static RotatingCluster At(IEnumerable<RotatingCluster> clusters, AuthorityWrite write) =>
        clusters.Single(one => one.Cluster.Name == write.State.Cluster.Name);
}
