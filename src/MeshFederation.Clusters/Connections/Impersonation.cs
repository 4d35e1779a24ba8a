using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Connections;

/// <summary>As whom a user acts: <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c> of a kubeconfig, as headers.</summary>
internal static class Impersonation
{
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(KubeconfigEntry? user)
    {
        if (user?.Text("as") is not { } name) return [];
        var headers = new List<KeyValuePair<string, string>> { new("Impersonate-User", name) };
        if (user.Text("as-uid") is { } uid) headers.Add(new("Impersonate-Uid", uid));
        headers.AddRange(user.Texts("as-groups").Select(group => new KeyValuePair<string, string>("Impersonate-Group", group)));
        foreach (var (key, values) in user.Entry("as-user-extra")?.Content ?? UnstructuredMap.Empty)
        {
            headers.AddRange((values as UnstructuredList ?? UnstructuredList.Empty).OfType<string>().Select(value => new KeyValuePair<string, string>("Impersonate-Extra-" + Uri.EscapeDataString(key), value)));
        }

        return headers;
    }
}
