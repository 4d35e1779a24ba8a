using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>A publish that is tried again and again from the same beginning, each time with another fault.</summary>
internal interface IFaultScenario : IAsyncDisposable
{
    /// <summary>The clusters, as the publish reaches them.</summary>
    FaultScene Scene { get; }

    /// <summary>The wanted state.</summary>
    IReadOnlyList<MeshService> Target { get; }

    /// <summary>What leads there from the beginning.</summary>
    MeshPlan Plan { get; }

    MeshState Before { get; }

    MeshState After { get; }

    /// <summary>The requests of a publish without faults.</summary>
    IReadOnlyList<PublishStep> Steps { get; }

    /// <summary>Goes back to the beginning.</summary>
    Task ResetAsync();

    /// <summary>Starts again what was killed.</summary>
    Task MendAsync();

    /// <summary>What goes wrong in a cluster.</summary>
    FaultScript FaultsOf(string cluster);

    /// <summary>What the clusters hold now.</summary>
    Task<MeshState> NowAsync();

    /// <summary>Which publishes hold leases, or have left some behind.</summary>
    Task<IReadOnlyList<string>> SessionsAsync();

    /// <summary>The clusters, as others reach them, to whom nothing goes wrong.</summary>
    FaultScene Beside { get; }

    /// <summary>What else does not hold after a publish.</summary>
    /// <param name="begun">What the clusters held when it began.</param>
    /// <param name="now">What they hold now.</param>
    /// <param name="run">What it said of itself.</param>
    /// <param name="isWhole">Whether it must be as it was or as wanted.</param>
    IEnumerable<string> More(MeshState begun, MeshState now, PublishedRun run, bool isWhole);
}
