using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>
/// The same with the RBAC of a real API server: for each right that is left out a user of its own, as whom the administrator acts.
/// </summary>
public sealed class RealRightsTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly string[] Two = ["cluster1", "cluster2"];

    private readonly RealServers _servers;
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-rights-").FullName;

    public RealRightsTests(RealServers servers) => _servers = servers;

    [Fact]
    public async Task The_shipped_roles_suffice_and_without_any_of_their_rights_the_error_names_it()
    {
        var administrator = KubernetesConnections.For("cluster2", _servers.Get(RealServers.WithRbac).Kubeconfig);
        foreach (var value in RightsScene.Objects)
            await administrator.ApplyAsync(ResourceKinds.Of(value.Text("apiVersion")!, value.Text("kind")!), value, new(Force: true), Ct);
        Right[] all = [.. ShippedRoles.Reading, .. ShippedRoles.Publishing];
        await RbacUsers.GrantAsync(administrator, "all", all);
        foreach (var (number, right) in all.Index())
            await RbacUsers.GrantAsync(administrator, "without-" + number, all.Where(other => other != right));

        var (whole, kubeconfig) = User("all");
        await RbacUsers.GrantedAsync(() => RightsScene.ReadAsync(whole, "user", kubeconfig, Ct));
        await RightsScene.WriteAsync(whole, Ct);
        foreach (var (number, right) in all.Index())
        {
            // Kubernetes 1.20 forwards ports by WebSockets for who may get them.
            if (right is { Resource: "pods/portforward", Verb: "create" }) continue;
            var (api, file) = User("without-" + number);
            await RbacUsers.GrantedAsync(
                () => api.ListAsync(ResourceKinds.Lease, "istio-system", null, Ct), unless: right is { Resource: "leases", Verb: "list" });
            var error = await Assert.ThrowsAnyAsync<MeshException>(async () =>
            {
                await RightsScene.ReadAsync(api, "user", file, Ct);
                await RightsScene.WriteAsync(api, Ct);
            });
            RightsScene.AssertNames(right, error);
        }
    }

    [Fact]
    public async Task With_its_rights_each_command_does_what_it_is_there_for()
    {
        var administrators = Two
            .Select(cluster => KubernetesConnections.For(cluster, _servers.Get(RealServers.WithRbac).Kubeconfig)).ToList();
        foreach (var administrator in administrators)
        {
            foreach (var value in RightsScene.Objects)
            {
                await administrator.ApplyAsync(
                    ResourceKinds.Of(value.Text("apiVersion")!, value.Text("kind")!), value, new(Force: true), Ct);
            }
        }

        await using var scene = await Comparing.ComparisonScene.OpenAsync(_servers, RealServers.WithRbac);
        (string Command, IReadOnlyList<Clusters.Rights.AccessRight> Rights)[] all =
            [
                .. Clusters.Rights.CommandRights.Publishing.Take(1),
                .. Clusters.Rights.CommandRights.Reading,
                .. Clusters.Rights.CommandRights.Publishing.Skip(1)
            ];
        foreach (var (number, (command, rights)) in all.Index())
        {
            var user = $"only-{number}";
            foreach (var administrator in administrators)
            {
                await RbacUsers.GrantAsync(administrator, user, rights.Select(
                    right => new Right(right.Group, right.Resource, right.Verb, right.InIstioNamespace ? "istio-system" : "")));
            }

            var kubeconfig = RbacUsers.Kubeconfig(_servers.Get(RealServers.WithRbac).Kubeconfig, _folder, user, Two);
            var run = new CommandRun(scene, [
                scene.One with { Context = user + "-cluster1", Kubeconfig = kubeconfig },
                scene.Two with { Context = user + "-cluster2", Kubeconfig = kubeconfig },
            ]);
            await RbacUsers.GrantedAsync(() => run.RunAsync(command));
            Assert.DoesNotContain(run.Notes, note => note.Contains("may not be read", StringComparison.Ordinal));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (KubernetesApi Api, string Kubeconfig) User(string name)
    {
        var config = File.ReadAllText(_servers.Get(RealServers.WithRbac).Kubeconfig);
        var token = Clusters.Kubeconfig.KubeconfigDocument.Read(
            Clusters.Kubeconfig.KubeconfigFiles.Find(_servers.Get(RealServers.WithRbac).Kubeconfig))
            .Context("cluster2").User!
            .Text("token");
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, config
            .Replace("contexts:\n", "contexts:\n- context: {cluster: cluster2, user: user}\n  name: user\n", StringComparison.Ordinal)
            .Replace("users:\n", $"users:\n- name: user\n  user: {{token: {token}, as: {name}}}\n", StringComparison.Ordinal));
        return (KubernetesConnections.For("user", path), path);
    }
}
