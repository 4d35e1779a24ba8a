using System.Diagnostics;
using System.Globalization;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench.Live;

/// <summary>
/// Compares without changes, beside kubectl diff --server-side on the same files, one kubectl for each context side by side, in the same
/// run on the same servers. The kubeconfig has the contexts cluster1 and cluster2 of clusters with Istio's CRDs.
/// </summary>
internal static class CompareRun
{
    private const int Times = 5;

    public static async Task<int> AllAsync(string kubeconfig, int objects)
    {
        var federation = new LiveFederation(kubeconfig, objects);
        await federation.ApplyAsync().ConfigureAwait(false);
        foreach (var cluster in LiveFederation.Clusters)
        {
            Say(string.Create(
                CultureInfo.InvariantCulture, $"{cluster}: {federation.Manifests.Count(manifest => manifest.Cluster == cluster)} objects"));
        }

        var folder = Directory.CreateTempSubdirectory("meshfederation-bench-").FullName;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(LiveFederation.Clusters.Select(
            cluster => KubectlDiffAsync(kubeconfig, cluster, federation.Write(folder, cluster)))).ConfigureAwait(false);
        var kubectl = clock.Elapsed;
        Directory.Delete(folder, recursive: true);
        Say(string.Create(
            CultureInfo.InvariantCulture, $"kubectl diff --server-side, both contexts side by side: {kubectl.TotalSeconds:F2} s"));

        clock.Restart();
        if (await RunAsync(Environment.ProcessPath!, "live", "compare-once", kubeconfig, objects.ToString(CultureInfo.InvariantCulture))
            .ConfigureAwait(false) != 0)
        {
            return 1;
        }
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"compared in a fresh process, planning, loading and JIT included: {clock.Elapsed.TotalSeconds:F2} s, "
            + $"{kubectl / clock.Elapsed:F0} times as fast"));

        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times; i++) times.Add(await OnceAsync(federation).ConfigureAwait(false));
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        times.Sort();
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"compared again in one session, median of {Times}: {times[Times / 2].TotalSeconds:F2} s, {kubectl / times[Times / 2]:F0} "
            + $"times as fast; worst {times[^1].TotalSeconds:F2} s; {allocated / Times / 1_048_576.0:F0} MB allocated each time"));
        return 0;
    }

    public static async Task<int> OnceAsync(string kubeconfig, int objects)
    {
        using var self = Process.GetCurrentProcess();
        var started = DateTime.Now - self.StartTime;
        var compared = await OnceAsync(new LiveFederation(kubeconfig, objects)).ConfigureAwait(false);
        self.Refresh();
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"in a fresh process: {started.TotalSeconds:F2} s until it ran, the comparison {compared.TotalSeconds:F2} s, peak memory "
            + $"{self.PeakWorkingSet64 / 1_048_576.0:F0} MB"));
        return 0;
    }

    private static async Task<TimeSpan> OnceAsync(LiveFederation federation)
    {
        var clock = Stopwatch.StartNew();
        var (plan, failures) = await new FederationComparer(new())
            .CompareAsync(LiveFederation.Name, federation.Services, AddressPool.Parse(AddressPool.DefaultRange), default)
            .ConfigureAwait(false);
        if (failures.Count > 0) throw failures[0];
        return plan.HasChanges ? throw new InvalidOperationException(plan.Summary) : clock.Elapsed;
    }

    private static async Task KubectlDiffAsync(string kubeconfig, string context, string file)
    {
        var code = await RunAsync(
            "kubectl",
            "--kubeconfig",
            kubeconfig,
            "--context",
            context,
            "diff",
            "--server-side",
            "--field-manager",
            "meshfederation",
            "-f",
            file).ConfigureAwait(false);
        if (code != 0) throw new InvalidOperationException($"kubectl diff ended with {code} for {context}.");
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    private static void Say(string text) => Console.WriteLine(text);
}
