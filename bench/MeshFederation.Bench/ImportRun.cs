using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace MeshFederation.Bench;

/// <summary>
/// What Import-Module adds to the engine's start, each time in a fresh process: an empty module, ours, and ours behind an empty one. What
/// the empty one costs is the engine's own code, which is compiled when anything is imported for the first time.
/// </summary>
internal static class ImportRun
{
    private const int Rounds = 11;

    public static int All()
    {
        var (empty, first, later) = (new List<double>(), new List<double>(), new List<double>());
        var folder = Directory.CreateTempSubdirectory("meshfederation-bench-").FullName;
        var nothing = Path.Combine(folder, "Empty.psd1");
        File.WriteAllText(nothing, "@{ ModuleVersion = '1.0.0' }");
        Console.WriteLine("an empty module ms  MeshFederation ms  MeshFederation behind an empty module ms");
        for (var i = 0; i < Rounds; i++)
        {
            empty.Add(Child(nothing));
            first.Add(Child(Manifest));
            later.Add(Child(nothing, Manifest));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{empty[^1],18:F1} {first[^1],18:F1} {later[^1],41:F1}"));
        }

        Directory.Delete(folder, recursive: true);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"medians: {Median(empty):F1} ms, {Median(first):F1} ms, {Median(later):F1} ms"));
        return 0;
    }

    /// <summary>Starts the engine, imports modules, and prints how long the last import took.</summary>
    /// <param name="manifests">The modules' manifests.</param>
    public static void Engine(string[] manifests)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using (var warm = PowerShell.Create(runspace)) warm.AddScript("Get-Module").Invoke();
        var clock = new Stopwatch();
        foreach (var manifest in manifests)
        {
            clock.Restart();
            using var shell = PowerShell.Create(runspace);
            shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", "Stop").Invoke();
        }

        Console.WriteLine(clock.Elapsed.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static string Manifest =>
        typeof(ImportRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "ModuleManifest").Value!;

    private static double Child(params string[] manifests)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["import", .. manifests])
        { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
