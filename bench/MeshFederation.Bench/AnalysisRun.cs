using System.Diagnostics;
using System.Globalization;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Rules;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench;

/// <summary>
/// Analyses once in a process of its own, cold, and says the time, the time for each object, the peak memory of the whole process, and what
/// the analysis allocated.
/// </summary>
internal static class AnalysisRun
{
    public static int All()
    {
        Console.WriteLine("services clusters objects  analyse ms  CPU ms  us/object  peak MB  allocated MB");
        foreach (var (services, clusters) in ((int, int)[])[(100, 5), (1_000, 5), (10_000, 2), (10_000, 5), (10_000, 10)])
        {
            var arguments =
                new[] { "analyse", services.ToString(CultureInfo.InvariantCulture), clusters.ToString(CultureInfo.InvariantCulture) };
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { UseShellExecute = false })!;
            process.WaitForExit();
            if (process.ExitCode != 0) return process.ExitCode;
        }

        return 0;
    }

    public static void One(int services, int clusters)
    {
        var federation =
            Federation.Create("bench", BookinfoShape.Services(services, clusters), AddressPool.Parse(AddressPool.DefaultRange));
        var manifests = FederationPlanner.Plan(federation);
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var findings = FederationAnalysis.Run(new(manifests, federation.Services));
        var milliseconds = clock.Elapsed.TotalMilliseconds;
        self.Refresh();
        var busy = (self.TotalProcessorTime - before).TotalMilliseconds;
        if (!FederationAnalysis.IsSound(findings)) throw new InvalidOperationException(findings[0].ToString());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{services,8} {clusters,8} {manifests.Count,7} {milliseconds,11:F0} {busy,7:F0} {milliseconds * 1000 / manifests.Count,10:F1} "
            + $"{self.PeakWorkingSet64 / 1_048_576.0,8:F0} "
            + $"{(GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1_048_576.0,13:F0}"));
    }

    /// <summary>Analyses the same again and again, as sessions do: what is called often is compiled again by and by.</summary>
    public static void Session(int services, int clusters)
    {
        var federation =
            Federation.Create("bench", BookinfoShape.Services(services, clusters), AddressPool.Parse(AddressPool.DefaultRange));
        var manifests = FederationPlanner.Plan(federation);
        for (var round = 1; round <= 8; round++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            var busy = Busy(() => FederationAnalysis.Run(new(manifests, federation.Services)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round,2} {clock.Elapsed.TotalMilliseconds,7:F0} {busy,7:F0}"));
        }
    }

    /// <summary>The processor's time for each rule once all is compiled, the slowest first.</summary>
    public static void Rules(int services, int clusters)
    {
        var federation =
            Federation.Create("bench", BookinfoShape.Services(services, clusters), AddressPool.Parse(AddressPool.DefaultRange));
        var manifests = FederationPlanner.Plan(federation);
        _ = FederationAnalysis.Run(new(manifests, federation.Services));
        var view = new FederationView(manifests, federation.Services);
        var times = new List<(double Milliseconds, string Id)> { (Busy(() => _ = view.Mesh), "routing") };
        foreach (var rule in RuleCatalog.All) times.Add((Busy(() => _ = rule.Evaluate(view).Count()), rule.Finds.Id));
        foreach (var (milliseconds, id) in times.OrderDescending().Take(25))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{milliseconds,8:F0} {id}"));
    }

    private static double Busy(Action action)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        action();
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalMilliseconds;
    }
}
