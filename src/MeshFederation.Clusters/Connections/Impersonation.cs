using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Connections;

/// <summary>As whom a user acts: <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c> of a kubeconfig, as headers.</summary>
internal static class Impersonation
{
    /// <summary>The headers. Of each there can be one only: Kubernetes wants a line for each value, and .NET writes all into one.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(KubeconfigEntry? user)
    {
        if (user?.Text("as") is not { } name) return [];
        var headers = new List<KeyValuePair<string, string>> { new("Impersonate-User", name) };
        if (user.Text("as-uid") is { } uid) headers.Add(new("Impersonate-Uid", uid));
        headers.AddRange(user.Texts("as-groups").Select(group => new KeyValuePair<string, string>("Impersonate-Group", group)));
        foreach (var (key, values) in user.Entry("as-user-extra")?.Content ?? UnstructuredMap.Empty)
        {
            headers.AddRange((values as UnstructuredList ?? UnstructuredList.Empty).OfType<string>()
                .Select(value => new KeyValuePair<string, string>("Impersonate-Extra-" + Uri.EscapeDataString(key), value)));
        }

        var several = headers.GroupBy(header => header.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Skip(1).Any());
        return several is null
            ? headers
            : throw user.Invalid($"it acts with several values of {several.Key}, of which MeshFederation can send one only");
    }
}
