using System.Diagnostics;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Three real clusters whose API servers a test may kill or stop.</summary>
[CollectionDefinition(Collection)]
public sealed class RealMesh : IDisposable, ICollectionFixture<RealMesh>
{
    /// <summary>The tests that share them, one after the other.</summary>
    public const string Collection = "three real clusters";

    private readonly Lazy<RunningServers> _servers = new(() => SharedServers.Start(RealServers.Newest, 3));

    /// <summary>Why there are none here; null when there are.</summary>
    public static string? WhyNot =>
        SharedServers.Script is null
            ? "There are no real API servers that may be killed: ../shared/kube does not lie beside the checkout."
            : null;

    /// <summary>The kubeconfig that leads to them.</summary>
    public string Kubeconfig => _servers.Value.Kubeconfig;

    /// <summary>The scene on these clusters.</summary>
    internal FaultScene Scene => new(Kubeconfig);

    /// <summary>Removes all that was published, with its histories and leases.</summary>
    internal static async Task ClearAsync(FaultScene scene)
    {
        foreach (var cluster in scene.Clusters)
        {
            var api = scene.Api(cluster, FaultScene.Patience);
            foreach (var kind in MeshState.KindsOf(scene).Append(ResourceKinds.ConfigMap).Append(ResourceKinds.Lease))
            {
                var ns = kind == ResourceKinds.ConfigMap || kind == ResourceKinds.Lease ? "istio-system" : null;
                foreach (var item in (await api.ListAsync(kind, ns, null, FaultScene.Ct)).Item)
                {
                    var metadata = item.Map("metadata")!;
                    await api.DeleteAsync(kind, metadata.Text("namespace"), metadata.Text("name")!, new(), FaultScene.Ct);
                }
            }
        }
    }

    /// <summary>Kills the API server of a cluster.</summary>
    public void Kill(string cluster) => Signal(cluster, "KILL");

    /// <summary>Lets the API server of a cluster stand still: it accepts connections and never answers.</summary>
    public void Stop(string cluster) => Signal(cluster, "STOP");

    /// <summary>Lets an API server that stands still go on, or starts one that was killed again, and waits until it answers.</summary>
    public async Task MendAsync(string cluster)
    {
        if (IsRunning(cluster)) Signal(cluster, "CONT");
        else Start(cluster);
        var api = Scene.Api(Scene.Clusters.Single(known => known.Name == cluster), FaultScene.Patience);
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(100)))
        {
            try
            {
                await api.GetTextAsync("readyz", FaultScene.Ct);
                return;
            }
            catch (MeshException) when (clock.Elapsed < TimeSpan.FromMinutes(2))
            {
                // It is still starting.
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_servers.IsValueCreated) _servers.Value.Dispose();
    }

    private string FileOf(string cluster, string name) => Path.Combine(_servers.Value.Folder, cluster, name);

    private string Pid(string cluster) => File.ReadAllText(FileOf(cluster, "apiserver.pid")).Trim();

    // A process that ended, and that nobody has waited for, is still listed, without a command line.
    private bool IsRunning(string cluster) =>
        File.Exists($"/proc/{Pid(cluster)}/cmdline") && File.ReadAllText($"/proc/{Pid(cluster)}/cmdline").Length > 0;

    private void Signal(string cluster, string signal)
    {
        var command = FileOf(cluster, "apiserver.cmd");
        // Files of /proc tell no length, so copying one copies nothing.
        if (!File.Exists(command)) File.WriteAllText(command, File.ReadAllText($"/proc/{Pid(cluster)}/cmdline"));
        Run("kill", "-" + signal, Pid(cluster));
    }

    private void Start(string cluster)
    {
        var command = File.ReadAllText(FileOf(cluster, "apiserver.cmd")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Run("bash", [
            "-c",
            $"\"$@\" </dev/null >>{FileOf(cluster, "apiserver.log")} 2>&1 & echo $! >{FileOf(cluster, "apiserver.pid")}",
            "_",
            .. command
        ]);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
