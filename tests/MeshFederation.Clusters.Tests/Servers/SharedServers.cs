using System.Diagnostics;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>Servers that <c>../shared/kube/start.sh</c> starts.</summary>
internal static class SharedServers
{
    /// <summary>The script, or null where it is not there.</summary>
    public static string? Script { get; } = Path.Combine(RepositoryPaths.Root, "..", "shared", "kube", "start.sh") is var script && File.Exists(script) ? Path.GetFullPath(script) : null;

    /// <summary>Starts two servers. On a busy machine kubectl may look at a CRD before it has any condition, and end with an error; that is tried again.</summary>
    public static RunningServers Start(string version)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return StartOnce(version);
            }
            catch (InvalidOperationException exception) when (attempt < 5 && exception.Message.Contains(".status.conditions accessor error", StringComparison.Ordinal))
            {
                TestContext.Current.SendDiagnosticMessage("The servers are started again: {0}", exception.Message);
            }
        }
    }

    private static RunningServers StartOnce(string version)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-servers-").FullName;
        var stop = Path.Combine(Path.GetDirectoryName(Script)!, "stop.sh");
        var servers = new RunningServers(folder, () => Run(stop, "-d", folder, "--purge"));
        try
        {
            Run(Script!, "-c", "-v", version, "-d", folder, "-p", FreePorts.Range(20).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    private static void Run(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {output.Result}{errors.Result}");
    }
}
