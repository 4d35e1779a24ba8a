using System.Diagnostics;
using System.Globalization;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench;

/// <summary>Plans once in a process of its own, cold, and says the time and the peak memory of the whole process.</summary>
internal static class ScaleRun
{
    public static int All()
    {
        Console.WriteLine("services clusters objects  plan ms   CPU ms  peak MB");
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

    public static void One(int services, int clusters, bool withPolicies = false)
    {
        var declared = BookinfoShape.Services(services, clusters);
        if (withPolicies) declared = [.. declared.Select(WithPolicies)];
        using var self = Process.GetCurrentProcess();
        var before = self.UserProcessorTime;
        var clock = Stopwatch.StartNew();
        var manifests = FederationPlanner.Plan(Federation.Create("bench", declared, AddressPool.Parse(AddressPool.DefaultRange)));
        clock.Stop();
        self.Refresh();
        var used = self.UserProcessorTime - before;
        if (manifests.DistinctBy(manifest => manifest.Cluster, StringComparer.Ordinal).Count() != clusters)
            throw new InvalidOperationException("a cluster has no objects");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{services,8} {clusters,8} {manifests.Count,7} {clock.Elapsed.TotalMilliseconds,8:F0} "
            + $"{used.TotalMilliseconds,8:F0} {self.PeakWorkingSet64 / 1_048_576.0,8:F0}"));
    }

    /// <summary>A policy of each kind for destinations, one of them for a cluster, and two of routes.</summary>
    private static MeshService WithPolicies(MeshService service)
    {
        var first = new MeshDestinationScope(service.Cluster[0].Name, LabelSet.Empty);
        return service
            .WithPolicy(Policy("outlierDetection", MeshDestinationScope.All, ("ConsecutiveGatewayErrors", 3)))
            .WithPolicy(Policy("connectionPool", MeshDestinationScope.All, ("MaxConnections", 100)))
            .WithPolicy(Policy("connectionPool", first, ("MaxConnections", 50)))
            .WithPolicy(Policy("loadBalancer", MeshDestinationScope.All, ("Algorithm", "RoundRobin")))
            .WithPolicy(Policy("timeout", MeshRouteScope.All, ("Timeout", "5s")))
            .WithPolicy(Policy("timeout", new MeshRouteScope(new() { Path = new(StringMatchKind.Prefix, "/slow") }), ("Timeout", "1m")));
    }

    private static MeshPolicy Policy(string kind, MeshPolicyScope scope, (string Name, object? Value) value) =>
        PolicyKinds.Of(kind).FromArguments(new Dictionary<string, object?>(StringComparer.Ordinal) { [value.Name] = value.Value }, scope);
}
