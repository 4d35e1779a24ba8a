using System.Diagnostics.CodeAnalysis;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Tracing;

/// <summary>A step on the way of a request: what is decided there, by which object, and why.</summary>
public sealed record MeshHop
{
    internal MeshHop(int hop, string branch, double share, string cluster, TraceStep step, string obj, string decision, string why, TraceOutcome outcome) =>
        (Hop, Branch, Share, Cluster, Step, Object, Decision, Why, Outcome) = (hop, branch, share, cluster, step, obj, decision, why, outcome);

    /// <summary>The place on the way, from 1; every branch goes on counting where it leaves the way.</summary>
    public int Hop { get; internal init; }

    /// <summary>The branch: empty before the traffic is shared out, then <c>1</c>, <c>2</c> and so on, and <c>1.2</c> where it is shared again.</summary>
    public string Branch { get; internal init; }

    /// <summary>The part of the traffic that comes this way, in percent: 0 to 100.</summary>
    public double Share { get; internal init; }

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

    /// <summary>The step behind the lines that lead to its branch, for tables: <c>├─ DestinationRule</c>.</summary>
    public string Tree { get; internal init; } = "";

    /// <summary>The hop in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Hop} {Share:0.##} % {Cluster} {Step} {Object}: {Decision}");
}
