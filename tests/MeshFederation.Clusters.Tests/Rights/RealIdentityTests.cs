using System.Diagnostics;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Rights;
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
            Right[] all =
            [
                .. rights.Select(right => new Right(right.Group, right.Resource, right.Verb, right.InIstioNamespace ? "istio-system" : "")),
            ];
            foreach (var (place, left) in all.Index())
            {
                if (left is { Resource: "leases", Verb: "update" or "delete" }) continue;
                await SaysAsync(servers.Kubeconfig, $"{number}-without-{place}", all.Where(one => one != left), command, left);
            }

            await SaysAsync(servers.Kubeconfig, $"{number}-all", all, command, null);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Domains(string domain) => $"trustDomain: cluster1.example\ncaCertificates:\n- trustDomains: [{domain}]\n";

    private static int Lists(UnstructuredMap secret) =>
        AuthoritySecret.RevocationText(secret) is { Length: > 0 } text ? ReadRevocations.Of(text, "").Count : 0;

    private static Task<UnstructuredMap?> ReadAsync(string kubeconfig, ResourceKind kind, string name) =>
        Api("cluster1", kubeconfig).GetAsync(kind, "istio-system", name, Ct);

    /// <summary>That a user is told of the right that is missing, and of nothing else; the server takes bindings by and by.</summary>
    private async Task SaysAsync(string kubeconfig, string user, IEnumerable<Right> rights, string command, Right? left)
    {
        var root = await RealIdentities.PrepareAsync(kubeconfig);
        foreach (var cluster in Two) await RbacUsers.GrantAsync(Api(cluster, kubeconfig), user, rights);
        var run = Run(kubeconfig, user, root);
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            var said = await SaidAsync(run, command);
            if (left is null ? said.Length == 0 : said.Contains($"the verb '{left.Verb}' on '{left.Resource}'", StringComparison.Ordinal))
                return;
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{command} without {left} says: {said}");
        }
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
