namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>The kubeconfig files that are this session's own: those of <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
public static class SessionKubeconfig
{
    /// <summary>Their whole paths.</summary>
    public static IReadOnlyList<string> Path => KubeconfigFiles.Find(null).Path;

    /// <summary>Whether two paths name one file; links are not followed.</summary>
    /// <param name="one">One path.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when they do.</returns>
    public static bool IsSame(string one, string other) =>
        string.Equals(KubeconfigLocation.Full(one), KubeconfigLocation.Full(other), StringComparison.Ordinal);
}
