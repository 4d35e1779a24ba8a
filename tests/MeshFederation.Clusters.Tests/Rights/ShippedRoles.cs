using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>The roles of <c>docs/clusterrole.yaml</c>, right by right.</summary>
internal static class ShippedRoles
{
    private static readonly IReadOnlyList<KubernetesDocument> Documents =
        YamlReader.ReadFile(Path.Combine(RepositoryPaths.Root, "docs", "clusterrole.yaml"));

    /// <summary>The rights of those who read.</summary>
    public static IReadOnlyList<Right> Reading =>
        [.. Of("meshfederation-reader", ""), .. Of("meshfederation-istio-reader", "istio-system")];

    /// <summary>The rights that those who publish have besides.</summary>
    public static IReadOnlyList<Right> Publishing =>
        [.. Of("meshfederation-publisher", ""), .. Of("meshfederation-istio-publisher", "istio-system")];

    /// <summary>The rights that those who publish have besides in clusters that are federated in ambient mode.</summary>
    public static IReadOnlyList<Right> Ambient => [.. Of("meshfederation-ambient-publisher", "")];

    private static IEnumerable<Right> Of(string role, string ns) =>
        from rule in Documents.Single(document => document.Content.Map("metadata")!.Text("name") == role).Content.Maps("rules")
        from resource in rule.List("resources").Cast<string>()
        from verb in rule.List("verbs").Cast<string>()
        select new Right((string)rule.List("apiGroups").Single()!, resource, verb, ns);

    /// <summary>A role of some rights; ClusterRole where they are for the whole cluster.</summary>
    public static UnstructuredMap Role(string name, string ns, IEnumerable<Right> rights) => UnstructuredMap.Of(
        ("apiVersion", "rbac.authorization.k8s.io/v1"),
        ("kind", ns.Length == 0 ? "ClusterRole" : "Role"),
        ("metadata", UnstructuredMap.Of(("name", name), ("namespace", ns.Length == 0 ? null : ns))),
        ("rules", UnstructuredList.From(rights.Where(right => right.Namespace == ns).Select(right => UnstructuredMap.Of(
            ("apiGroups", UnstructuredList.Of(right.Group)),
            ("resources", UnstructuredList.Of(right.Resource)),
            ("verbs", UnstructuredList.Of(right.Verb)))))));
}
