using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MeshFederation.Bench;

/// <summary>What Import-Module adds to the engine's start: pairs of fresh processes, with and without the import.</summary>
internal static class ImportRun
{
    private const int Pairs = 11;

    public static int All()
    {
        var added = new List<double>();
        var imports = new List<double>();
        Console.WriteLine("engine ms  with module ms  Import-Module alone ms");
        for (var i = 0; i < Pairs; i++)
        {
            var (engine, module) = (Child("engine"), Child("module"));
            added.Add(module.Whole - engine.Whole);
            imports.Add(module.Import);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{engine.Whole,9:F1} {module.Whole,15:F1} {module.Import,23:F1}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median added to the process: {Median(added):F1} ms; median of Import-Module: {Median(imports):F1} ms"));
        return 0;
    }

    public static void Engine(bool import)
    {
        var state = InitialSessionState.CreateDefault2();
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using (var warm = PowerShell.Create(runspace)) warm.AddScript("Get-Module").Invoke();
        var clock = Stopwatch.StartNew();
        if (import)
        {
            using var shell = PowerShell.Create(runspace);
            shell.AddCommand("Import-Module").AddParameter("Name", Manifest).AddParameter("ErrorAction", "Stop").Invoke();
        }

        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static string Manifest => typeof(ImportRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ModuleManifest").Value!;

    private static (double Whole, double Import) Child(string what)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["import", what]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (clock.Elapsed.TotalMilliseconds, double.Parse(output, CultureInfo.InvariantCulture));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
