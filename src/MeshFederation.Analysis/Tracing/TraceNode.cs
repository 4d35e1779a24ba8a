using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// A hop while the way is followed, with the ways that lead on from it: none at the end, several where the traffic is shared out.
/// </summary>
/// <param name="Cluster">The cluster where it is decided.</param>
/// <param name="Step">What is decided.</param>
/// <param name="Reference">The object that decides.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Why">Why it is so.</param>
internal sealed record TraceNode(string Cluster, TraceStep Step, string Reference, string Decision, string Why)
{
    /// <summary>The part of what comes to the hop before that comes here, in percent.</summary>
    public double Share { get; init; } = 100;

    /// <summary>The place in the order of ways that take over for each other, from 0.</summary>
    public int Priority { get; init; }

    /// <summary>When it comes this way at all, as <c>if cluster2 fails</c>; empty where it does while nothing fails.</summary>
    public string Condition { get; init; } = "";

    public TraceOutcome Outcome { get; init; }

    public MeshFinding? Finding { get; init; }

    /// <summary>What makes the request fail here; null where it does not.</summary>
    public Fault? Fault { get; init; }

    /// <summary>What the hop says as values.</summary>
    public HopValues Values { get; init; } = HopValues.None;

    public IReadOnlyList<TraceNode> Next { get; init; } = [];

    /// <summary>The hop on a way that takes over for others.</summary>
    public TraceNode TakesOver(int priority, string condition) =>
        this with { Share = 0, Priority = priority, Condition = condition, Decision = $"{condition}: {Decision}" };

    public TraceNode To(TraceNode next) => this with { Next = [next] };

    /// <summary>The hop with the destination that it is about.</summary>
    public TraceNode About(string host, string? subset = null, int? port = null) =>
        this with { Values = Values with { Host = host, Subset = subset, Port = port } };

    /// <summary>The hop with the endpoints that are called from it.</summary>
    public TraceNode Calls(IEnumerable<TraceEndpoint> endpoints) => this with { Values = Values with { Endpoint = [.. endpoints] } };

    /// <summary>The hop with what becomes of the request at the proxy of the caller.</summary>
    public TraceNode Chooses(TraceRoute route, IEnumerable<TraceShare>? destinations = null) =>
        this with { Values = Values with { Route = route, Destination = [.. destinations ?? []] } };

    /// <summary>The hop with what is done about requests beside where they go.</summary>
    public TraceNode Has(IEnumerable<TraceTerm> terms) => this with { Values = Values with { Term = [.. terms] } };

    /// <summary>The hop with what the caller gets where the request does not go on.</summary>
    public TraceNode Gets(int? status, string flag) => this with { Values = Values with { Status = status, ResponseFlag = flag } };

    /// <summary>The request fails here.</summary>
    public TraceNode Breaks(CallBreak found, string target) => Ends(TraceOutcome.Broken, found, target);

    /// <summary>The request leaves here what is known, or fails.</summary>
    public TraceNode Ends(TraceOutcome outcome, CallBreak found, string target) =>
        this with
        {
            Outcome = outcome,
            Fault = found.Fault,
            Finding = found.Fault.Finding(Cluster, target, "") with { Message = found.Sentence }
        };

    /// <summary>The request fails here.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="target">The object where it is wrong; null for the one that decides.</param>
    /// <param name="because">Why it is so, where the hop says more.</param>
    public TraceNode Breaks(Fault fault, string? target = null, string? because = null) => this with
    {
        Outcome = TraceOutcome.Broken,
        Fault = fault,
        Finding = fault.Finding(Cluster, target ?? (Reference.Length > 0 ? Reference : Decision), because ?? Why),
    };
}
