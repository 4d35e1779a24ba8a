using BenchmarkDotNet.Running;
using MeshFederation.Bench;

switch (args)
{
    case ["scale"]:
        return ScaleRun.All();
    case ["scale", var services, var clusters]:
        ScaleRun.One(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), int.Parse(clusters, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["publish", var services]:
        return await PublishRun.RunAsync(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), beside: true);
    case ["publish", var services, "alone"]:
        return await PublishRun.RunAsync(int.Parse(services, System.Globalization.CultureInfo.InvariantCulture), beside: false);
    case ["import"]:
        return ImportRun.All();
    case ["import", "engine"]:
        ImportRun.Engine(import: false);
        return 0;
    case ["import", "module"]:
        ImportRun.Engine(import: true);
        return 0;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PlanningBenchmarks).Assembly).Run(args);
        return 0;
}
