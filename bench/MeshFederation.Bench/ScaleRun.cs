using System.Diagnostics;
using System.Globalization;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench;

/// <summary>Plans once in a process of its own, cold, and says the time and the peak memory of the whole process.</summary>
internal static class ScaleRun
{
    public static int All()
    {
        Console.WriteLine("services clusters objects  plan ms  peak MB");
        foreach (var services in (int[])[100, 1_000, 10_000])
        {
            foreach (var clusters in (int[])[2, 5, 10])
            {
                var arguments =
                    new[] { "scale", services.ToString(CultureInfo.InvariantCulture), clusters.ToString(CultureInfo.InvariantCulture) };
                using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { UseShellExecute = false })!;
                process.WaitForExit();
                if (process.ExitCode != 0) return process.ExitCode;
            }
        }

        return 0;
    }

    public static void One(int services, int clusters)
    {
        var declared = BookinfoShape.Services(services, clusters);
        var clock = Stopwatch.StartNew();
        var manifests = FederationPlanner.Plan(Federation.Create("bench", declared, AddressPool.Parse(AddressPool.DefaultRange)));
        clock.Stop();
        if (manifests.DistinctBy(manifest => manifest.Cluster, StringComparer.Ordinal).Count() != clusters)
            throw new InvalidOperationException("a cluster has no objects");
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{services,8} {clusters,8} {manifests.Count,7} {clock.Elapsed.TotalMilliseconds,8:F0} "
            + $"{self.PeakWorkingSet64 / 1_048_576.0,8:F0}"));
    }
}
