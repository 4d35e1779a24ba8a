using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>The connections of the session: one client for each context, kept until its kubeconfig changes.</summary>
public static class KubernetesConnections
{
    private static readonly ConcurrentDictionary<(string Context, string Files), Kept> Clients = new();

    /// <summary>The API of a context. Nothing is sent yet, and no credential plugin is run.</summary>
    /// <param name="context">The context.</param>
    /// <param name="kubeconfig">The kubeconfig file, or null for those of <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</param>
    /// <returns>The API.</returns>
    /// <exception cref="MeshException">There is no such context, or what the kubeconfig says of it cannot be used.</exception>
    public static KubernetesApi For(string context, string? kubeconfig)
    {
        var files = KubeconfigFiles.Find(kubeconfig);
        var (key, state) = ((context, string.Join('\n', files.Path)), FileState.Of(files));
        if (Clients.TryGetValue(key, out var kept) && kept.State == state) return kept.Api;
        var api = new KubernetesApi(ConnectionFactory.Connect(KubeconfigDocument.Read(files).Context(context)));
        Clients[key] = new(api, state);
        return api;
    }

    /// <summary>Forgets all clients, as when the module is removed.</summary>
    public static void Forget() => Clients.Clear();

    private sealed record Kept(KubernetesApi Api, string State);
}
