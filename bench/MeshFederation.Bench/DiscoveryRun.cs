using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace MeshFederation.Bench;

/// <summary>
/// Get-MeshCluster against a real API server that has what bench/discovery-scene.yaml says: the first result in a fresh process,
/// and twenty contexts of which three hang.
/// </summary>
internal static class DiscoveryRun
{
    private const int Runs = 11, Contexts = 20, Hanging = 3;

    private static string Manifest =>
        typeof(DiscoveryRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "ModuleManifest").Value!;

    public static int First(string kubeconfig, string context)
    {
        var (commands, processes) = (new List<double>(), new List<double>());
        Console.WriteLine("Get-MeshCluster ms  with Import-Module ms  whole process ms");
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(
                Environment.ProcessPath!,
                ["discovery", "child", kubeconfig, context])
            { UseShellExecute = false, RedirectStandardOutput = true })!;
            var times = process.StandardOutput.ReadToEnd().Split(' ', 2);
            process.WaitForExit();
            commands.Add(Number(times[0]));
            processes.Add(clock.Elapsed.TotalMilliseconds);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{Number(times[0]),18:F0} {Number(times[1]),22:F0} {processes[^1],17:F0}"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median of Get-MeshCluster: {Median(commands):F0} ms; of the whole process: {Median(processes):F0} ms"));
        return 0;
    }

    public static void Child(string kubeconfig, string context)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        var clock = Stopwatch.StartNew();
        Invoke(runspace, shell => shell.AddCommand("Import-Module").AddParameter("Name", Manifest));
        RequireUnloaded("KubernetesClient", "YamlDotNet");
        var imported = clock.Elapsed;
        var clusters = Invoke(
            runspace, shell => shell.AddCommand("Get-MeshCluster").AddParameter("Context", context).AddParameter("Kubeconfig", kubeconfig));
        if (clusters.Count != 1) throw new InvalidOperationException("No cluster came.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(clock.Elapsed - imported).TotalMilliseconds:F3} {clock.Elapsed.TotalMilliseconds:F3}"));
    }

    /// <summary>Waits for no timeout of those that hang: what counts is when the others come.</summary>
    public static int Many(string kubeconfig, string context)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Merged(File.ReadAllText(kubeconfig), context, ((IPEndPoint)silent.LocalEndpoint).Port));
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        Invoke(runspace, shell => shell.AddCommand("Import-Module").AddParameter("Name", Manifest));
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Get-MeshCluster")
            .AddParameter("Context", "bench*")
            .AddParameter("Kubeconfig", file)
            .AddParameter("Timeout", "10s");
        var (clock, times) = (Stopwatch.StartNew(), new List<double>());
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, _) => times.Add(clock.Elapsed.TotalMilliseconds);
        shell.Invoke(null, output);
        File.Delete(file);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Count} of {Contexts} clusters came, the first after {times[0]:F0} ms, the last after {times[^1]:F0} ms; "
            + $"{shell.Streams.Error.Count} were given up, after {clock.Elapsed.TotalMilliseconds:F0} ms"));
        return times.Count == Contexts - Hanging && shell.Streams.Error.Count == Hanging ? 0 : 1;
    }

    /// <summary>The kubeconfig with twenty contexts more: each seventh leads to a server that takes connections and says nothing.</summary>
    private static string Merged(string kubeconfig, string context, int silentPort)
    {
        var user = "admin" + context[^1];
        var contexts = Enumerable.Range(1, Contexts)
            .Select(
                number => $"- name: bench{number:00}\n  context: {{cluster: {(number % 7 == 1 ? "silent" : context)}, user: {user}}}\n");
        return kubeconfig
            .Replace("\ncontexts:\n", "\ncontexts:\n" + string.Concat(contexts), StringComparison.Ordinal)
            .Replace(
                "\nclusters:\n",
                $"\nclusters:\n- name: silent\n  cluster: {{server: 'https://127.0.0.1:{silentPort}'}}\n",
                StringComparison.Ordinal);
    }

    private static void RequireUnloaded(params string[] names)
    {
        if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(assembly => names.Contains(assembly.GetName().Name)) is { } loaded)
            throw new InvalidOperationException($"Import-Module has loaded {loaded.GetName().Name}.");
    }

    private static System.Collections.ObjectModel.Collection<PSObject> Invoke(Runspace runspace, Action<PowerShell> build)
    {
        using var shell = PowerShell.Create(runspace);
        build(shell);
        var output = shell.Invoke();
        return shell.Streams.Error.Count == 0 ? output : throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
