using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// The connections of the session: one client for each context, kept until its kubeconfig or a file that this names changes.
/// </summary>
public static class KubernetesConnections
{
    private static readonly ConcurrentDictionary<(string Context, string Files), KeptClient> Clients = new();
    private static readonly ConcurrentDictionary<Uri, bool> Unverified = new();
    private static volatile KeptDocument? Kept;

    /// <summary>The API of a cluster, as <see cref="For(string, string?)"/> gives it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The API.</returns>
    /// <exception cref="MeshException">There is no such context, or what the kubeconfig says of it cannot be used.</exception>
    public static KubernetesApi For(MeshCluster cluster) => For(cluster.Context, cluster.Kubeconfig);

    /// <summary>The API of a cluster, for a command that waits for servers that are away as long as its budget lasts.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="budget">The budget; null for a few tries only.</param>
    /// <returns>The API.</returns>
    /// <exception cref="MeshException">There is no such context, or what the kubeconfig says of it cannot be used.</exception>
    public static KubernetesApi For(MeshCluster cluster, TimeBudget? budget) => For(cluster).Within(budget);

    /// <summary>The API of a context. Nothing is sent yet, and no credential plugin is run.</summary>
    /// <param name="context">The context.</param>
    /// <param name="kubeconfig">The kubeconfig file, or null for those of <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</param>
    /// <returns>The API.</returns>
    /// <exception cref="MeshException">There is no such context, or what the kubeconfig says of it cannot be used.</exception>
    public static KubernetesApi For(string context, string? kubeconfig)
    {
        var api = Find(context, kubeconfig);
        if (api.IsUnverified && !Unverified.ContainsKey(api.Server) && WarnOf(api)) Unverified[api.Server] = true;
        return api;
    }

    /// <summary>Forgets all clients and credentials, as when the module is removed.</summary>
    public static void Forget()
    {
        Clients.Clear();
        Unverified.Clear();
        CredentialPlugins.Forget();
        Kept = null;
    }

    /// <summary>What holds for a server as long as the session lasts is said once.</summary>
    private static bool WarnOf(KubernetesApi api) => ApiMessages.Warn(
        $"The certificate of {api.Server} is not looked at, since the context '{api.Context}' says insecure-skip-tls-verify: whoever is in "
        + "between can read and change everything. Give the context the certificate-authority of its server.");

    private static KubernetesApi Find(string context, string? kubeconfig)
    {
        var files = KubeconfigFiles.Find(kubeconfig);
        var key = (context, string.Join('\n', files.Path.Select(Path.GetFullPath)));
        if (Clients.TryGetValue(key, out var kept) && kept.State == FileState.Of(kept.File)) return kept.Api;
        var found = Document(files).Context(context);
        var client = KeptClient.Of([.. files.Path, .. ConnectionFactory.Files(found)], new(ConnectionFactory.Connect(found)));
        Clients[key] = client;
        return client.Api;
    }

    private static KubeconfigDocument Document(KubeconfigFiles files)
    {
        var state = FileState.Of(files.Path);
        if (Kept is { } kept && kept.State == state && kept.MayBeMissing == files.MayBeMissing) return kept.Document;
        var document = KubeconfigDocument.Read(files);
        Kept = new(document, state, files.MayBeMissing);
        return document;
    }

    private sealed record KeptDocument(KubeconfigDocument Document, string State, bool MayBeMissing);

    private sealed record KeptClient(KubernetesApi Api, IReadOnlyList<string> File, string State)
    {
        public static KeptClient Of(IReadOnlyList<string> files, KubernetesApi api) => new(api, files, FileState.Of(files));
    }
}
