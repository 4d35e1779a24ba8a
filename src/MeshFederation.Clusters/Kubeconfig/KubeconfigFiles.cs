namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>Which files kubectl would read (client-go tools/clientcmd/loader.go, ClientConfigLoadingRules).</summary>
/// <param name="Path">The files, the most important first.</param>
/// <param name="MayBeMissing">Whether a file that is not there is left out: always, unless it was named by the caller.</param>
internal sealed record KubeconfigFiles(IReadOnlyList<string> Path, bool MayBeMissing)
{
    /// <summary>The files of this process: the one that is named, else those of <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</summary>
    public static KubeconfigFiles Find(string? path) => Find(
        path, Environment.GetEnvironmentVariable("KUBECONFIG"), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    public static KubeconfigFiles Find(string? path, string? variable, string home)
    {
        if (!string.IsNullOrEmpty(path)) return new([path], MayBeMissing: false);
        if (string.IsNullOrEmpty(variable)) return new([System.IO.Path.Combine(home, ".kube", "config")], MayBeMissing: true);
        return new(
            [.. variable.Split(System.IO.Path.PathSeparator)
                .Where(file => file.Length > 0)
                .Select(KubeconfigLocation.Full).Distinct(StringComparer.Ordinal)],
            MayBeMissing: true);
    }
}
