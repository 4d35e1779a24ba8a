using System.Diagnostics;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Identity;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>
/// The commands of identities on real API servers of their own, since they change what makes out the control plane: as an administrator,
/// and where there is RBAC as users with the rights of a command, and with all but one of them.
/// </summary>
public sealed class RealIdentityTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static IReadOnlyList<string> Two => RealIdentities.Two;

    private const string Accepted = "trustDomain: cluster1.example\ncaCertificates:\n- trustDomains:\n  - three.example\n"
        + "- trustDomains:\n  - cluster2.example\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-identity-").FullName;

    [Theory]
    [InlineData(RealServers.Newest)]
    [InlineData(RealServers.WithRbac)]
    public async Task Every_command_does_what_it_is_there_for(string version)
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(version);
        foreach (var (command, _) in CommandRights.Identities)
        {
            var root = await RealIdentities.PrepareAsync(servers.Kubeconfig);
            var isGenerated = command.StartsWith("Publish-MeshIdentity", StringComparison.Ordinal);
            if (isGenerated) await RealIdentities.MakeGeneratedAsync(servers.Kubeconfig, "cluster1");
            var said = await Run(servers.Kubeconfig, "", root).RunAsync(command);
            Assert.DoesNotContain(said, note => note.Contains("may not", StringComparison.Ordinal));
            var secret = (await ReadAsync(servers.Kubeconfig, ResourceKinds.Secret, AuthoritySecret.Name))!;
            Assert.Equal(isGenerated ? RealIdentities.GeneratedType : "Opaque", secret.Text("type"));
            var mesh = (await ReadAsync(servers.Kubeconfig, ResourceKinds.ConfigMap, "istio"))!.Map("data")!.Text("mesh");
            var roots = CertificateReading.Of(AuthoritySecret.RootText(secret), "").Count;
            var expected = command switch
            {
                "Remove-MeshClusterTrust" => (3, 1, "trustDomain: cluster1.example\n"),
                "Add-MeshClusterTrust -Apply" => (0, 1, Accepted),
                "Publish-MeshIdentity -Rotate -Restart" => (0, 2, Domains("three.example")),
                _ => (0, 1, Domains("three.example")),
            };
            Assert.Equal(expected, (Lists(secret), roots, mesh));
        }
    }

    [Fact]
    public async Task The_rights_of_each_command_suffice_and_without_any_of_them_the_error_names_it()
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(RealServers.WithRbac);
        foreach (var (number, (command, rights)) in CommandRights.Identities.Index())
        {
            Right[] all = [.. rights.Select(Granted)];
            foreach (var (place, left) in all.Index())
            {
                if (left is { Resource: "leases", Verb: "update" or "delete" }) continue;
                await SaysAsync(servers.Kubeconfig, $"{number}-without-{place}", all.Where(one => one != left), command, left);
            }

            await SaysAsync(servers.Kubeconfig, $"{number}-all", all, command, null);
        }
    }

    /// <summary>Where the Sail operator, or an operator in the cluster, made the mesh configuration.</summary>
    [Theory]
    [InlineData("Add-MeshClusterTrust -Apply")]
    [InlineData("Remove-MeshClusterTrust")]
    public async Task With_those_for_the_owner_of_the_mesh_it_is_changed_and_without_one_of_them_the_error_names_it(string command)
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(RealServers.WithRbac);
        await RealIdentities.MakeOwnersAsync(servers.Kubeconfig);
        Right[] rights = [.. CommandRights.Identities.Single(one => one.Command == command).Rights.Select(Granted)];
        foreach (var ofMesh in CommandRights.Owners.GroupBy(right => right.Group == MeshConfigReading.Operator.Group))
        {
            var (made, all) = (ofMesh.Key ? MeshConfigs.Operator : MeshConfigs.Sail, rights.Concat(ofMesh.Select(Granted)).ToList());
            foreach (var (place, left) in ofMesh.Select(Granted).Index())
            {
                await SaysAsync(
                    servers.Kubeconfig, $"owner-{ofMesh.Key}-without-{place}", all.Where(one => one != left), command, left, made);
            }

            await SaysAsync(servers.Kubeconfig, $"owner-{ofMesh.Key}-all", all, command, null, made);
        }
    }

    /// <summary>A lease that cannot be given up stays; one that somebody left behind can only be taken over by a change of it.</summary>
    [Theory]
    [InlineData("Publish-MeshIdentity -Rotate -Restart")]
    [InlineData("Remove-MeshClusterTrust")]
    public async Task Without_the_right_to_delete_leases_they_stay_and_without_that_to_change_them_none_is_taken_over(string command)
    {
        Assert.SkipWhen(SharedServers.Script is null, "There is no ../shared/kube.");
        using var servers = SharedServers.Start(RealServers.WithRbac);
        Right[] all = [.. CommandRights.Identities.Single(one => one.Command == command).Rights.Select(Granted)];
        var (delete, update) = (Lease("delete"), Lease("update"));
        await SaysAsync(servers.Kubeconfig, "no-delete", all.Where(one => one != delete), command, null);
        foreach (var cluster in Two) Assert.Single(await LeasesAsync(cluster));
        await SaysAsync(servers.Kubeconfig, "no-update", all.Where(one => one != update), command, null);
        foreach (var cluster in Two) Assert.Empty(await LeasesAsync(cluster));
        await SaysAsync(servers.Kubeconfig, "no-update", all.Where(one => one != update), command, update, lease: true);

        Right Lease(string verb) => all.Single(right => right.Resource == "leases" && right.Verb == verb);

        async Task<IReadOnlyList<UnstructuredMap>> LeasesAsync(string cluster) =>
            (await Api(cluster, servers.Kubeconfig).ListAsync(ResourceKinds.Lease, "istio-system", null, Ct)).Item;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Right Granted(AccessRight right) =>
        new(right.Group, right.Resource, right.Verb, right.InIstioNamespace ? "istio-system" : "");

    private static string Domains(string domain) => $"trustDomain: cluster1.example\ncaCertificates:\n- trustDomains: [{domain}]\n";

    private static int Lists(UnstructuredMap secret) =>
        AuthoritySecret.RevocationText(secret) is { Length: > 0 } text ? ReadRevocations.Of(text, "").Count : 0;

    private static Task<UnstructuredMap?> ReadAsync(string kubeconfig, ResourceKind kind, string name) =>
        Api("cluster1", kubeconfig).GetAsync(kind, "istio-system", name, Ct);

    /// <summary>That a user is told of the right that is missing, and of nothing else; the server takes bindings by and by.</summary>
    private async Task SaysAsync(
        string kubeconfig, string user, IEnumerable<Right> rights, string command, Right? left, string made = "labels: {}",
        bool lease = false)
    {
        var root = await RealIdentities.PrepareAsync(kubeconfig, made);
        foreach (var cluster in Two) await RbacUsers.GrantAsync(Api(cluster, kubeconfig), user, rights);
        var run = Run(kubeconfig, user, root);
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            foreach (var cluster in Two) await LeaveLeaseAsync(Api(cluster, kubeconfig), lease);
            var said = await SaidAsync(run, command);
            if (left is null ? said.Length == 0 : said.Contains($"the verb '{left.Verb}' on '{left.Resource}'", StringComparison.Ordinal))
                return;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{command} without {left} says: {said}");
        }
    }

    /// <summary>Nobody waits for what an earlier try left; what somebody else left is there where it is asked for.</summary>
    private static async Task LeaveLeaseAsync(KubernetesApi api, bool isThere)
    {
        foreach (var lease in (await api.ListAsync(ResourceKinds.Lease, "istio-system", null, Ct)).Item)
            await api.DeleteAsync(ResourceKinds.Lease, "istio-system", lease.Map("metadata")!.Text("name")!, new(), Ct);
        if (!isThere) return;
        var spec = UnstructuredMap.Of(
            ("holderIdentity", "alice@there/7"),
            ("leaseDurationSeconds", 1L),
            ("acquireTime", "2026-11-01T00:00:00.000000Z"),
            ("renewTime", "2026-11-01T00:00:00.000000Z"),
            ("leaseTransitions", 0L));
        await api.CreateAsync(
            ResourceKinds.Lease,
            Clusters.Tests.Api.Objects.Of(ResourceKinds.Lease, "istio-system", "meshfederation.identity", ("spec", spec)),
            Ct);
    }

    private static async Task<string> SaidAsync(IdentityRun run, string command)
    {
        try
        {
            return string.Join('\n', (await run.RunAsync(command)).Where(note => note.Contains("may not", StringComparison.Ordinal)));
        }
        catch (MeshException exception)
        {
            return exception.Message;
        }
    }

    private IdentityRun Run(string kubeconfig, string user, MeshCertificateAuthority root)
    {
        var file = user.Length == 0 ? kubeconfig : RbacUsers.Kubeconfig(kubeconfig, _folder, user, Two);
        return new(
            [.. Two.Select(name => new MeshCluster(name, user.Length == 0 ? name : $"{user}-{name}") { Kubeconfig = file })],
            root,
            TimeProvider.System);
    }

    private static KubernetesApi Api(string context, string kubeconfig) => KubernetesConnections.For(context, kubeconfig);
}
