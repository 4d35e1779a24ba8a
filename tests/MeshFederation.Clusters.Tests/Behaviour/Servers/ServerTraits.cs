using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MeshFederation.Clusters.Tests.Servers;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>What is known of a server before it is started.</summary>
/// <param name="Name">Its name in the list of tests.</param>
/// <param name="IsCurrent">Whether it owns items of keyed lists in custom resources, and validates fields, as servers do today.</param>
/// <param name="HasAccessRules">Whether it has RBAC.</param>
public sealed partial record ServerTraits(string Name, bool IsCurrent, bool HasAccessRules)
{
    /// <summary>The server in the test process.</summary>
    public static readonly ServerTraits InProcess = new("in-process", IsCurrent: true, HasAccessRules: true);

    /// <summary>The real servers that can be started here.</summary>
    public static IReadOnlyList<ServerTraits> Real { get; } = [.. FindReal()];

    private static IEnumerable<ServerTraits> FindReal()
    {
        if (SharedServers.Script is not null)
        {
            yield return new(RealServers.Newest, IsCurrent: true, HasAccessRules: false);
            yield return new(RealServers.WithRbac, IsCurrent: false, HasAccessRules: true);
        }

        // 1.27 is the first whose every part of server-side apply is as today: field validation and keyed lists of custom resources.
        if (AssetServers.Folder is { } folder)
            yield return new(RealServers.Assets, IsCurrent: Minor(Path.Combine(folder, "kube-apiserver")) >= 27, HasAccessRules: true);
    }

    private static int Minor(string program)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true, UseShellExecute = false })!;
        var match = VersionPattern().Match(process.StandardOutput.ReadToEnd());
        return match.Success ? int.Parse(match.Groups["minor"].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"v1\.(?<minor>\d+)\.", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionPattern();
}
