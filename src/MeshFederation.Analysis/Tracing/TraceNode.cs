using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>A hop while the way is followed, with the ways that lead on from it: none at the end, several where the traffic is shared out.</summary>
/// <param name="Cluster">The cluster where it is decided.</param>
/// <param name="Step">What is decided.</param>
/// <param name="Reference">The object that decides.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Why">Why it is so.</param>
internal sealed record TraceNode(string Cluster, TraceStep Step, string Reference, string Decision, string Why)
{
    /// <summary>The part of what comes to the hop before that comes here, in percent.</summary>
    public double Share { get; init; } = 100;

    public TraceOutcome Outcome { get; init; }

    public MeshFinding? Finding { get; init; }

    public IReadOnlyList<TraceNode> Next { get; init; } = [];

    public TraceNode To(TraceNode next) => this with { Next = [next] };

    /// <summary>The request fails here.</summary>
    public TraceNode Breaks(Fault fault, string? target = null) => this with
    {
        Outcome = TraceOutcome.Broken,
        Finding = fault.Finding(Cluster, target ?? (Reference.Length > 0 ? Reference : Decision), Why),
    };
}
