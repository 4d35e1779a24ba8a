using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Finds out which real API servers this machine can start.</summary>
internal static partial class RealServers
{
    /// <summary>Why no behaviour is held to a real server, where none can be started.</summary>
    public const string NoneHere =
        "There is no real API server on this machine: ../shared/kube does not lie beside the checkout, and KUBEBUILDER_ASSETS does not name a folder with kube-apiserver and etcd.";

    /// <summary>The folder with start.sh beside the checkout; null when it is not there.</summary>
    public static string? KubeFolder { get; } = Existing(Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", "kube")), "start.sh");

    /// <summary>The folder that KUBEBUILDER_ASSETS names, with kube-apiserver and etcd; null when there is none.</summary>
    public static string? Assets { get; } = Existing(Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS"), "kube-apiserver", "etcd");

    /// <summary>The servers, those that can be started here.</summary>
    public static IReadOnlyList<ServerTraits> All { get; } = [.. Find()];

    /// <summary>The folder with the solution.</summary>
    public static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MeshFederation.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    private static IEnumerable<ServerTraits> Find()
    {
        if (KubeFolder is not null)
        {
            yield return new("1.36", IsCurrent: true, HasAccessRules: false);
            yield return new("1.20", IsCurrent: false, HasAccessRules: true);
        }

        // 1.27 is the first whose every part of server-side apply is as today: field validation and keyed lists of custom resources.
        if (Assets is not null) yield return new(ServerTraits.OfAssets, IsCurrent: AssetsMinor() >= 27, HasAccessRules: true);
    }

    private static int AssetsMinor()
    {
        var start = new ProcessStartInfo(Path.Combine(Assets!, "kube-apiserver"), "--version") { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var match = VersionPattern().Match(process.StandardOutput.ReadToEnd());
        return match.Success ? int.Parse(match.Groups["minor"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static string? Existing(string? folder, params string[] files) =>
        folder is { Length: > 0 } && files.All(file => File.Exists(Path.Combine(folder, file))) ? folder : null;

    [GeneratedRegex(@"v1\.(?<minor>\d+)\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionPattern();
}
