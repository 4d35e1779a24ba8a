using System.Diagnostics;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>Users of a server with RBAC, each with rights of its own, as whom the administrator acts.</summary>
internal static class RbacUsers
{
    private static readonly ResourceKind Roles = new("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", Namespaced: false);
    private static readonly ResourceKind Bindings =
        new("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", Namespaced: false);
    private static readonly ResourceKind LocalRoles = new("rbac.authorization.k8s.io", "v1", "roles", "Role");
    private static readonly ResourceKind LocalBindings = new("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Gives a user rights.</summary>
    public static async Task GrantAsync(KubernetesApi api, string user, IEnumerable<Right> rights)
    {
        await api.ApplyAsync(Roles, ShippedRoles.Role(user, "", rights), new(), Ct);
        await api.ApplyAsync(LocalRoles, ShippedRoles.Role(user, "istio-system", rights), new(), Ct);
        await api.ApplyAsync(Bindings, Binding("ClusterRoleBinding", "ClusterRole", user, null), new(), Ct);
        await api.ApplyAsync(LocalBindings, Binding("RoleBinding", "Role", user, "istio-system"), new(), Ct);
    }

    /// <summary>Waits until the server has taken the bindings, which it does by and by.</summary>
    public static async Task GrantedAsync(Func<Task> allowed, bool unless = false)
    {
        for (var clock = Stopwatch.StartNew(); !unless; await Task.Delay(20, Ct))
        {
            try
            {
                await allowed();
                return;
            }
            catch (ApiException exception) when (exception.ErrorId == MeshErrorId.Forbidden && clock.Elapsed < TimeSpan.FromSeconds(30))
            {
                // Not yet.
            }
        }
    }

    /// <summary>A kubeconfig with contexts of a user, as <c>USER-cluster1</c>.</summary>
    /// <param name="administrator">The kubeconfig of the administrator.</param>
    /// <param name="folder">Where it is written.</param>
    /// <param name="user">The user.</param>
    /// <param name="clusters">The clusters.</param>
    /// <returns>The file.</returns>
    public static string Kubeconfig(string administrator, string folder, string user, IEnumerable<string> clusters)
    {
        var document = Clusters.Kubeconfig.KubeconfigDocument.Read(Clusters.Kubeconfig.KubeconfigFiles.Find(administrator));
        var (contexts, users) = ("contexts:\n", "users:\n");
        foreach (var cluster in clusters)
        {
            var name = $"{user}-{cluster}";
            contexts += $"- context: {{cluster: {cluster}, user: {name}}}\n  name: {name}\n";
            users += $"- name: {name}\n  user: {{token: {document.Context(cluster).User!.Text("token")}, as: {user}}}\n";
        }

        var path = Path.Combine(folder, user);
        File.WriteAllText(path, File.ReadAllText(administrator).Replace("contexts:\n", contexts, StringComparison.Ordinal)
            .Replace("users:\n", users, StringComparison.Ordinal));
        return path;
    }

    private static UnstructuredMap Binding(string kind, string role, string user, string? ns) => UnstructuredMap.Of(
        ("apiVersion", "rbac.authorization.k8s.io/v1"),
        ("kind", kind),
        ("metadata", UnstructuredMap.Of(("name", user), ("namespace", ns))),
        ("roleRef", UnstructuredMap.Of(("apiGroup", "rbac.authorization.k8s.io"), ("kind", role), ("name", user))),
        ("subjects", UnstructuredList.Of(UnstructuredMap.Of(("kind", "User"), ("name", user)))));
}
