using BenchmarkDotNet.Running;
using MeshFederation.Bench;

switch (args)
{
    case ["scale"]:
        return ScaleRun.All();
    case ["scale", var services, var clusters]:
        ScaleRun.One(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["analyse"]:
        return AnalysisRun.All();
    case ["analyse", "rules", var services, var clusters]:
        AnalysisRun.Rules(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["analyse", var services, var clusters]:
        AnalysisRun.One(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["import"]:
        return ImportRun.All();
    case ["import", "engine"]:
        ImportRun.Engine(import: false);
        return 0;
    case ["import", "module"]:
        ImportRun.Engine(import: true);
        return 0;
    case ["discovery", "first", var kubeconfig, var context]:
        return DiscoveryRun.First(kubeconfig, context);
    case ["discovery", "child", var kubeconfig, var context]:
        DiscoveryRun.Child(kubeconfig, context);
        return 0;
    case ["discovery", "many", var kubeconfig, var context]:
        return DiscoveryRun.Many(kubeconfig, context);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PlanningBenchmarks).Assembly).Run(args);
        return 0;
}
