using System.Diagnostics.CodeAnalysis;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Tracing;

/// <summary>A step on the way of a request: what is decided there, by which object, and why.</summary>
public sealed record MeshHop
{
    internal MeshHop(
        int hop,
        string branch,
        double share,
        string cluster,
        TraceStep step,
        string obj,
        string decision,
        string why,
        TraceOutcome outcome) =>
            (Hop, Branch, Share, Cluster, Step, Object, Decision, Why, Outcome) =
                (hop, branch, share, cluster, step, obj, decision, why, outcome);

    /// <summary>The place on the way, from 1; every branch goes on counting where it leaves the way.</summary>
    public int Hop { get; internal init; }

    /// <summary>
    /// The branch: empty before the traffic is shared out, then <c>1</c>, <c>2</c> and so on, and <c>1.2</c> where it is shared again.
    /// </summary>
    public string Branch { get; internal init; }

    /// <summary>
    /// The part of the traffic that comes this way while nothing fails, in percent: 0 to 100. It is 0 on a way that takes over for another.
    /// </summary>
    public double Share { get; internal init; }

    /// <summary>
    /// The place of the branch in an order of ways that take over for each other: 0 for what comes while nothing fails, then 1, 2 and so
    /// on.
    /// </summary>
    public int Priority { get; internal init; }

    /// <summary>When requests come this way, as <c>if cluster2 fails</c>; empty where they do while nothing fails.</summary>
    public string Condition { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The cluster where it is decided.</summary>
    public string Cluster { get; internal init => field = ShownText.Of(value); }

    /// <summary>What is decided.</summary>
    public TraceStep Step { get; internal init; }

    /// <summary>The object that decides, as <c>VirtualService/default/reviews</c>; empty when that there is none decides.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "Object is Kubernetes' word.")]
    public string Object { get; internal init => field = ShownText.Of(value); }

    /// <summary>The decision.</summary>
    public string Decision { get; internal init => field = ShownText.Of(value); }

    /// <summary>Why it is so.</summary>
    public string Why { get; internal init => field = ShownText.Of(value); }

    /// <summary>How the request fares.</summary>
    public TraceOutcome Outcome { get; internal init; }

    /// <summary>What explains that it breaks, or may; null when it does not.</summary>
    public MeshFinding? Finding { get; internal init; }

    /// <summary>The full host that the hop is about; null where it is about none.</summary>
    public string? Host { get; internal init; }

    /// <summary>The subset of the host, empty for none; null where the hop is about no destination.</summary>
    public string? Subset { get; internal init; }

    /// <summary>The port of the host; null where the hop is about none, or the host has no such port.</summary>
    public int? Port { get; internal init; }

    /// <summary>What becomes of the request, at the hop that chooses its route; null at others.</summary>
    public TraceRoute? Route { get; internal init; }

    /// <summary>Where a route sends it, and how much of it.</summary>
    public ValueList<TraceShare> Destination { get; internal init; } = [];

    /// <summary>What the route that is taken, or its destination, does about requests beside where they go: timeout, retries.</summary>
    public ValueList<TraceTerm> Term { get; internal init; } = [];

    /// <summary>The TLS that is spoken to the endpoints; null where the hop decides on none.</summary>
    public TraceTls? Tls { get; internal init; }

    /// <summary>The endpoints that are called.</summary>
    public ValueList<TraceEndpoint> Endpoint { get; internal init; } = [];

    /// <summary>
    /// The status that the caller gets where the request does not go on, as 503; null where it does, or for what is no request.
    /// </summary>
    public int? Status { get; internal init; }

    /// <summary>Envoy's flag for why it does not go on, as <c>NC</c> or <c>UH</c>; empty when there is none.</summary>
    public string ResponseFlag { get; internal init; } = "";

    /// <summary>The step behind the lines that lead to its branch, for tables: <c>├─ DestinationRule</c>.</summary>
    public string Tree { get; internal init; } = "";

    /// <summary>The hop in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Hop} {Share:0.##} % {Cluster} {Step} {Object}: {Decision}");
}
