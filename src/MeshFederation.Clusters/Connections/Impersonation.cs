using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>As whom a user acts: <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c> of a kubeconfig, as headers.</summary>
internal static class Impersonation
{
    /// <summary>The headers. Of each there can be one only: Kubernetes wants a line for each value, and .NET writes all into one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(KubeconfigEntry? user)
    {
        if (user is null) return [];
        var headers = Others(user).ToList();
        if (user.Text("as") is not { } name)
        {
            // client-go tools/clientcmd/validation.go, validateAuthInfo.
            return headers.Count == 0 ? [] : throw user.Invalid("it has as-uid, as-groups or as-user-extra, and no 'as' that says whose");
        }

        headers.Insert(0, new("Impersonate-User", HeaderText.Require(user, "as", name)));
        var several = headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Skip(1).Any());
        return several is null
            ? headers
            : throw user.Invalid($"it acts with several values of {several.Key}, of which MeshFederation can send one only");
    }

    private static IEnumerable<KeyValuePair<string, string>> Others(KubeconfigEntry user)
    {
        if (user.Text("as-uid") is { } uid) yield return new("Impersonate-Uid", HeaderText.Require(user, "as-uid", uid));
        foreach (var group in user.Texts("as-groups"))
            yield return new("Impersonate-Group", HeaderText.Require(user, "as-groups", group));
        if (user.Entry("as-user-extra") is not { } extra) yield break;
        foreach (var key in extra.Content.Keys)
        {
            foreach (var value in extra.Texts(key))
            {
                yield return new(
                    "Impersonate-Extra-" + Uri.EscapeDataString(key), HeaderText.Require(user, $"as-user-extra {key}", value));
            }
        }
    }
}
