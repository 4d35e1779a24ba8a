using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MeshFederation.Bench;

/// <summary>
/// What Import-Module adds to the engine's start: fresh processes without an import, with that of a module that has nothing in it, and with
/// ours. What the empty one costs is the engine's own code, run and compiled for the first time.
/// </summary>
internal static class ImportRun
{
    private const int Rounds = 11;

    public static int All()
    {
        var (engine, empty, ours) = (new List<double>(), new List<double>(), new List<double>());
        var folder = Directory.CreateTempSubdirectory("meshfederation-bench-").FullName;
        var nothing = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(nothing, "@{ ModuleVersion = '1.0.0' }");
        Console.WriteLine("whole process ms  Import-Module of an empty module ms  of MeshFederation ms");
        for (var i = 0; i < Rounds; i++)
        {
            engine.Add(Child("").Whole);
            empty.Add(Child(nothing).Import);
            ours.Add(Child(Manifest).Import);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine[^1],16:F1} {empty[^1],36:F1} {ours[^1],21:F1}"));
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"medians: an empty module {Median(empty):F1} ms, MeshFederation {Median(ours):F1} ms, which is {Median(ours) - Median(empty):F1} ms more"));
        return 0;
    }

    /// <summary>Starts the engine, imports a module, and prints how long the import took.</summary>
    /// <param name="manifest">The module's manifest; empty for no import.</param>
    public static void Engine(string manifest)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using (var warm = PowerShell.Create(runspace)) warm.AddScript("Get-Module").Invoke();
        var clock = Stopwatch.StartNew();
        if (manifest.Length > 0)
        {
            using var shell = PowerShell.Create(runspace);
            shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", "Stop").Invoke();
        }

        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static string Manifest => typeof(ImportRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ModuleManifest").Value!;

    private static (double Whole, double Import) Child(string manifest)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["import", manifest]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (clock.Elapsed.TotalMilliseconds, double.Parse(output, CultureInfo.InvariantCulture));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
