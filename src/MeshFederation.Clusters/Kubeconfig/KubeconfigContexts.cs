using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>The contexts of a kubeconfig, of one file or of several merged.</summary>
/// <param name="Name">The names of the contexts, sorted.</param>
/// <param name="Current">The current context, or null when none is set; it need not be among the names.</param>
public sealed record KubeconfigContexts(ValueList<string> Name, string? Current)
{
    /// <summary>The servers of the contexts, of those that name one.</summary>
    public IReadOnlyDictionary<string, KubeconfigServer> Server { get; init; } =
        new Dictionary<string, KubeconfigServer>(StringComparer.Ordinal);

    /// <summary>The namespaces of the contexts, of those that name one.</summary>
    public IReadOnlyDictionary<string, string> Namespace { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
