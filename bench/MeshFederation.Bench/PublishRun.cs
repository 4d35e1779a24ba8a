using System.Diagnostics;
using System.Globalization;
using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench;

/// <summary>
/// Publishes to the contexts cluster1 and cluster2 of the kubeconfig, beside what kubectl needs for the same objects and what the bare
/// requests need, one after the other on the same servers. What is published is removed again before each. No istiod runs beside them, so
/// that proxies cannot be seen, and the time for which is waited instead is what stages cost.
/// </summary>
internal static class PublishRun
{
    private const string Federation = "bench";
    private static readonly string[] Contexts = ["cluster1", "cluster2"];
    private static readonly TimeSpan[] SettleTimes = [TimeSpan.Zero, PublisherOptions.DefaultSettleTime];
    private static readonly PublisherOptions WithoutSettling = new() { SettleTimeout = TimeSpan.Zero, SettleTime = TimeSpan.Zero };
    private static readonly string Folder = Directory.CreateTempSubdirectory("mesh-bench-").FullName;

    public static async Task<int> RunAsync(int services, bool beside)
    {
        var declared = BookinfoShape.Services(services, 2);
        var manifests = FederationPlanner.Plan(
            MeshFederation.Planning.Federation.Create(Federation, declared, AddressPool.Parse(AddressPool.DefaultRange)));
        foreach (var context in Contexts)
            await PrepareAsync(context, manifests.Select(manifest => manifest.Namespace).Distinct(StringComparer.Ordinal));
        foreach (var cluster in manifests.GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cluster.Key}: {cluster.Count()} objects"));
            await File.WriteAllTextAsync(FileOf(cluster.Key), string.Join("---\n", cluster.Select(manifest => manifest.ToYaml())));
        }

        await CleanAsync(manifests);
        if (beside)
        {
            await TimeAsync(
                "kubectl apply --server-side, one per context side by side", () => KubectlAsync("apply", "--server-side", "-f"));
            await CleanAsync(manifests);
            await TimeAsync("bare requests, 8 at a time in each cluster", () => BareAsync(manifests));
            await CleanAsync(manifests);
        }

        foreach (var settleTime in SettleTimes)
        {
            var options = new PublisherOptions { SettleTime = settleTime };
            var name = FormattableString.Invariant($"Publish-MeshFederation -SettleTime {settleTime.TotalSeconds:0}");
            await TimeAsync(name + ", first time", () => PublishAsync(declared, options));
            await TimeAsync(name + " again, no changes", () => PublishAsync(declared, options));
            await TimeAsync(name + ", other weights", () => PublishAsync(BookinfoShape.Services(services, 2, remoteWeight: 50), options));
            await RemoveAsync(declared);
        }

        await TimeAsync("Publish-MeshFederation -SettleTimeout 0 -SettleTime 0, first time", () => PublishAsync(declared, WithoutSettling));
        if (beside)
            await TimeAsync("kubectl diff --server-side, one per context side by side", () => KubectlAsync("diff", "--server-side", "-f"));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"peak memory of this process: {self.PeakWorkingSet64 / 1_048_576.0:F0} MB"));
        await RemoveAsync(declared);
        return 0;
    }

    /// <summary>
    /// What publishing for the first time, without changes and with changes takes of memory, each in a process of its own, as by a script.
    /// </summary>
    public static async Task<int> MemoryAsync(string services)
    {
        foreach (var context in Contexts)
            await PrepareAsync(context, Enumerable.Range(0, 50).Select(team => FormattableString.Invariant($"team-{team}")));
        foreach (var (what, remoteWeight) in ((string, string)[])
            [("for the first time", "75"), ("again, without changes", "75"), ("other weights", "50")])
        {
            Console.WriteLine(what);
            using var child = Process.Start(Environment.ProcessPath!, ["publish", services, "memory", remoteWeight]);
            child.WaitForExit();
            if (child.ExitCode != 0) return child.ExitCode;
        }

        return 0;
    }

    /// <summary>One publish and what it takes of memory; nothing else runs in the process.</summary>
    public static async Task<int> MemoryOfOneAsync(int services, int remoteWeight)
    {
        await TimeAsync(
            "Publish-MeshFederation", () => PublishAsync(BookinfoShape.Services(services, 2, remoteWeight), WithoutSettling));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1_048_576.0,8:F0} MB at the peak, "
            + $"{GC.GetTotalMemory(forceFullCollection: false) / 1_048_576.0:F0} MB of objects, "
            + $"{GC.GetTotalAllocatedBytes() / 1_048_576.0:F0} MB allocated"));
        return 0;
    }

    private static string FileOf(string cluster) => Path.Combine(Folder, cluster + ".yaml");

    private static async Task TimeAsync(string what, Func<Task> work)
    {
        using var self = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        await work();
        var wall = clock.Elapsed;
        self.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{wall.TotalSeconds,8:F2} s  {what} ({(self.TotalProcessorTime - before).TotalSeconds:F2} s CPU of this process)"));
    }

    private static async Task PublishAsync(MeshService[] services, PublisherOptions options)
    {
        var comparison = await new FederationComparer(new())
            .CompareAsync(Federation, services, AddressPool.Parse(AddressPool.DefaultRange), CancellationToken.None);
        if (!comparison.Plan.HasChanges && !await PublishingSession.NeedsRevisionAsync(comparison.Plan, null, CancellationToken.None))
            return;
        await PublishAsync(comparison.Plan, options);
    }

    private static async Task PublishAsync(MeshPlan plan, PublisherOptions options)
    {
        await using var session =
            await PublishingSession.OpenAsync(plan.Name, plan.Cluster, options, static _ => { }, null, CancellationToken.None);
        var (now, _) = await session.RefreshAsync(plan, CancellationToken.None);
        if ((await session.PublishAsync(plan, now, new HashSet<ChangeKey>(), CancellationToken.None)).Error is { } error) throw error;
    }

    private static async Task RemoveAsync(MeshService[] services)
    {
        var clusters = services.SelectMany(service => service.Cluster).DistinctBy(cluster => cluster.Name, StringComparer.Ordinal).ToList();
        var comparison =
            await new FederationComparer(new() { Prune = true }).CompareAsync(Federation, clusters, [], null, CancellationToken.None);
        await PublishAsync(comparison.Plan, WithoutSettling with { Removes = true });
    }

    private static Task BareAsync(IReadOnlyList<MeshManifest> manifests) => Task.WhenAll(Contexts.Select(async context =>
    {
        var config = k8s.KubernetesClientConfiguration.BuildConfigFromConfigFile(Environment.GetEnvironmentVariable("KUBECONFIG"), context);
        config.DisableHttp2 = true;
        using var client = new k8s.Kubernetes(config);
        var objects = manifests.Where(manifest => manifest.Cluster == context)
            .Select(manifest => (Path: PathOf(manifest), Body: System.Text.Json.JsonSerializer.Serialize<object>(manifest.Content)))
            .ToList();
        await Parallel.ForEachAsync(objects, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (item, ct) =>
        {
            using var request =
                new HttpRequestMessage(HttpMethod.Patch, new Uri(client.BaseUri, item.Path + "?fieldManager=meshfederation&force=false"));
            request.Content = new StringContent(item.Body, Encoding.UTF8, "application/apply-patch+yaml");
            if (client.Credentials is { } credentials) await credentials.ProcessHttpRequestAsync(request, ct);
            using var response = await client.HttpClient.SendAsync(request, ct);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync(ct);
        });
    }));

    private static string PathOf(MeshManifest manifest) =>
        ResourceKinds.Of(manifest.ApiVersion, manifest.Kind).Path(manifest.Namespace, manifest.Name);

    private static Task CleanAsync(IReadOnlyList<MeshManifest> manifests) =>
        Parallel.ForEachAsync(manifests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (manifest, ct) =>
            await KubernetesConnections.For(manifest.Cluster, null)
                .DeleteAsync(ResourceKinds.Of(manifest.ApiVersion, manifest.Kind), manifest.Namespace, manifest.Name, new(), ct));

    private static async Task PrepareAsync(string context, IEnumerable<string> namespaces)
    {
        foreach (var name in namespaces)
        {
            var content = UnstructuredMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", UnstructuredMap.Of(("name", name))));
            await KubernetesConnections.For(context, null).ApplyAsync(ResourceKinds.Namespace, content, new(), CancellationToken.None);
        }
    }

    private static Task KubectlAsync(params string[] arguments) => Task.WhenAll(Contexts.Select(async context =>
    {
        var start = new ProcessStartInfo(
            "kubectl", ["--context", context, .. arguments, FileOf(context)])
        { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"kubectl {arguments[0]} ended with {process.ExitCode}");
    }));
}
