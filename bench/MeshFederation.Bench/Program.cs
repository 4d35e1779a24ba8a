using BenchmarkDotNet.Running;
using MeshFederation.Bench;
using MeshFederation.Bench.Live;

switch (args)
{
    case ["scale"]:
        return ScaleRun.All();
    case ["scale", var services, var clusters]:
        ScaleRun.One(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["scale", var services, var clusters, "policies"]:
        ScaleRun.One(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture),
            withPolicies: true);
        return 0;
    case ["publish", var services]:
        return await PublishRun.RunAsync(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), beside: true);
    case ["publish", var services, "alone"]:
        return await PublishRun.RunAsync(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), beside: false);
    case ["publish", var services, "memory"]:
        return await PublishRun.MemoryAsync(services);
    case ["publish", var services, "memory", var remoteWeight]:
        return await PublishRun.MemoryOfOneAsync(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(remoteWeight, System.Globalization.CultureInfo.InvariantCulture));
    case ["analyse"]:
        return AnalysisRun.All();
    case ["analyse", "rules", var services, var clusters]:
        AnalysisRun.Rules(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["analyse", "session", var services, var clusters]:
        AnalysisRun.Session(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["analyse", var services, var clusters]:
        AnalysisRun.One(
            int.Parse(services, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["import"]:
        return ImportRun.All();
    case ["import", .. var manifests]:
        ImportRun.Engine(manifests);
        return 0;
    case ["discovery", "first", var kubeconfig, var context]:
        return DiscoveryRun.First(kubeconfig, context);
    case ["discovery", "child", var kubeconfig, var context]:
        DiscoveryRun.Child(kubeconfig, context);
        return 0;
    case ["discovery", "many", var kubeconfig, var context]:
        return DiscoveryRun.Many(kubeconfig, context);
    case ["live", "compare", var kubeconfig]:
        return await CompareRun.AllAsync(kubeconfig, 1_000);
    case ["live", "compare", var kubeconfig, var objects]:
        return await CompareRun.AllAsync(kubeconfig, int.Parse(objects, System.Globalization.CultureInfo.InvariantCulture));
    case ["live", "compare-once", var kubeconfig, var objects]:
        return await CompareRun.OnceAsync(kubeconfig, int.Parse(objects, System.Globalization.CultureInfo.InvariantCulture));
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PlanningBenchmarks).Assembly).Run(args);
        return 0;
}
