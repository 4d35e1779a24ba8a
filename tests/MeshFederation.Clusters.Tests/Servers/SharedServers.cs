using System.Diagnostics;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>Servers that <c>../shared/kube/start.sh</c> starts.</summary>
internal static class SharedServers
{
    private const string Crds = "crd-all.gen.yaml";
    private const string GatewayApiCrds = "gateway-api-crd.yaml";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    /// <summary>The script, or null where it is not there.</summary>
    public static string? Script { get; } = Path.Combine(RepositoryPaths.Root, "..", "shared", "kube", "start.sh") is var script
        && File.Exists(script)
        ? Path.GetFullPath(script)
        : null;

    /// <summary>Starts clusters with Istio's kinds, named cluster1, cluster2 and so on.</summary>
    public static RunningServers Start(string version, int count = 2)
    {
        var folder = Directory.CreateTempSubdirectory("mesh-servers-").FullName;
        var stop = Path.Combine(Path.GetDirectoryName(Script)!, "stop.sh");
        var servers = new RunningServers(folder, () => Run("bash", stop, "-d", folder, "--purge"));
        try
        {
            Run("bash", Script!, "-n", $"{count}", "-v", version, "-d", folder, "-p", $"{FreePorts.Range(count * 10)}");
            for (var number = 1; number <= count; number++)
                AddKinds(version, ["--kubeconfig", servers.Kubeconfig, "--context", $"cluster{number}"]);
            return servers;
        }
        catch
        {
            servers.Dispose();
            throw;
        }
    }

    // As start.sh -c does, but for its wait: that gives up on a busy machine, where a CRD has no conditions at all for a moment.
    private static void AddKinds(string version, string[] cluster)
    {
        var file = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Script)!, "..", "istio", Crds));
        string[] apply = version == RealServers.WithRbac ? ["create", "--validate=false"] : ["apply", "--server-side"];
        Run("kubectl", [.. cluster, .. apply, "-f", file]);
        if (version == RealServers.Newest)
            Run("kubectl", [.. cluster, .. apply, "-f", GatewaysOf(file, Path.GetDirectoryName(cluster[1])!)]);
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                Run("kubectl", [.. cluster, "wait", "--for=condition=Established", "--timeout=60s", "crd", "--all"]);
                break;
            }
            catch (InvalidOperationException) when (clock.Elapsed < LongEnough)
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(200));
            }
        }

        Run("kubectl", [.. cluster, "create", "namespace", "istio-system"]);
    }

    /// <summary>The definition of Gateways alone: what stands beside it needs an API that the servers do not serve.</summary>
    private static string GatewaysOf(string crds, string folder)
    {
        var definition = File.ReadAllText(crds.Replace(Crds, GatewayApiCrds, StringComparison.Ordinal)).Split("\n---\n")
            .Single(document => document.Contains("\n  name: gateways.gateway.networking.k8s.io\n", StringComparison.Ordinal));
        var file = Path.Combine(folder, GatewayApiCrds);
        File.WriteAllText(file, definition);
        return file;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            program, arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output.Result}{errors.Result}");
        }
    }
}
