using BenchmarkDotNet.Attributes;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Bench;

/// <summary>From declarations to the objects of all clusters.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class PlanningBenchmarks
{
    private MeshService[] _services = [];

    [Params(100, 1_000, 10_000)]
    public int Services { get; set; }

    [Params(2, 5, 10)]
    public int Clusters { get; set; }

    [GlobalSetup]
    public void Declare() => _services = BookinfoShape.Services(Services, Clusters);

    [Benchmark]
    public IReadOnlyList<MeshManifest> Plan() =>
        FederationPlanner.Plan(Federation.Create("bench", _services, AddressPool.Parse(AddressPool.DefaultRange)));
}
