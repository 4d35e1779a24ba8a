using System.Diagnostics;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Runs bash scripts.</summary>
internal static class Script
{
    /// <summary>Runs a script to its end; what it says goes into the error when it fails.</summary>
    public static async Task RunAsync(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [path, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        // Servers that the script leaves running must not hold these pipes; start.sh sends their output to files.
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{path} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}{await output}");
    }
}
