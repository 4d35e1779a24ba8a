using System.Text;

namespace MeshFederation.Clusters.Rights;

/// <summary>
/// The roles that the documentation ships: for those who read, and what those need besides who publish; each for the whole cluster and for
/// the namespace of istiod.
/// </summary>
internal static class RoleFile
{
    private static readonly string[] Verbs = ["get", "list", "create", "update", "patch", "delete"];

    /// <summary>The file.</summary>
    public static string Text()
    {
        var reading = CommandRights.Reading.SelectMany(command => command.Rights).ToHashSet();
        var publishing = CommandRights.Publishing.SelectMany(command => command.Rights).Except(reading).ToHashSet();
        var identity = CommandRights.Identities.SelectMany(command => command.Rights).ToHashSet();
        return "# What MeshFederation needs in a cluster. docs/rbac.md says which command needs what, and how to bind it.\n" + string.Join(
            "---\n",
            Role("reader", reading, false, "# Bound with a ClusterRoleBinding: what the commands read that read clusters.\n"),
            Role("istio-reader", reading, true, "# Bound with a RoleBinding in the namespace of istiod: the mesh configuration, the root "
                + "certificate, the history of federations and who publishes.\n"),
            Role("publisher", publishing, false, "# Bound with a ClusterRoleBinding, besides the readers: what Publish-, Unpublish- and "
                + "Undo-MeshFederation write, and read again before they put it back.\n"),
            Role("istio-publisher", publishing, true, "# Bound with a RoleBinding in the namespace of istiod: the history, the lease that "
                + "keeps two publishes of one federation apart, and port-forwards to\n# istiod, which tells whether proxies have "
                + "what was written. Without pods/portforward publishing waits for a time instead.\n"),
            Role("ambient-publisher", CommandRights.Ambient, false, "# Bound with a ClusterRoleBinding, besides the "
                + "publishers, in clusters that are federated in ambient mode: Services get labels there, and are made where a\n# service "
                + "does not run.\n"),
            Role("identity", identity, false, "# Bound with a ClusterRoleBinding: what Get-, Test- and Publish-MeshIdentity read besides "
                + "Secrets, and restart with -Restart.\n"),
            Role("istio-identity", identity, true, "# Bound with a RoleBinding in the namespace of istiod, to nobody but those who may "
                + "give out the identity of any workload: the Secret cacerts\n# holds the key of the cluster's authority.\n"),
            Role("mesh-owner", CommandRights.Owners, false, "# Bound with a ClusterRoleBinding, besides the identities', where the Sail "
                + "operator or an IstioOperator made the mesh configuration:\n# what Add- and Remove-MeshClusterTrust change there.\n"));
    }

    private static string Role(string name, IEnumerable<AccessRight> rights, bool inIstioNamespace, string comment)
    {
        var text = new StringBuilder(comment)
            .Append("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: meshfederation-").Append(name)
            .Append("\nrules:\n");
        var rules = rights.Where(right => right.InIstioNamespace == inIstioNamespace)
            .GroupBy(right => (right.Group, right.Resource))
            .Select(same => (same.Key.Group, same.Key.Resource, Verbs: string.Join(", ", Verbs.Where(verb =>
                same.Any(right => right.Verb == verb)))))
            .GroupBy(rule => (rule.Group, rule.Verbs))
            .OrderBy(rule => rule.Key.Group, StringComparer.Ordinal)
            .ThenBy(rule => rule.Key.Verbs, StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var group = rule.Key.Group.Length == 0 ? "\"\"" : rule.Key.Group;
            var resources = string.Join(", ", rule.Select(one => one.Resource).Order(StringComparer.Ordinal));
            text.Append("- apiGroups: [").Append(group).Append("]\n  resources: [").Append(resources).Append("]\n  verbs: [")
                .Append(rule.Key.Verbs).Append("]\n");
        }

        return text.ToString();
    }
}
