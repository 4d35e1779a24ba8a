using System.Diagnostics.CodeAnalysis;
using MeshFederation.Model.Findings;

namespace MeshFederation.Model.Tracing;

/// <summary>A step on the way of a request: what is decided there, by which object, and why.</summary>
public sealed record MeshHop
{
    /// <summary>The place on the way, from 1; every branch goes on counting where it leaves the way.</summary>
    public required int Hop { get; init; }

    /// <summary>The branch: empty before the traffic is shared out, then <c>1</c>, <c>2</c> and so on, and <c>1.2</c> where it is shared again.</summary>
    public required string Branch { get; init; }

    /// <summary>The part of the traffic that comes this way, in percent: 0 to 100.</summary>
    public required double Share { get; init; }

    /// <summary>The cluster where it is decided.</summary>
    public required string Cluster { get; init; }

    /// <summary>What is decided.</summary>
    public required TraceStep Step { get; init; }

    /// <summary>The object that decides, as <c>VirtualService/default/reviews</c>; empty when that there is none decides.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "Object is Kubernetes' word.")]
    public required string Object { get; init; }

    /// <summary>The decision.</summary>
    public required string Decision { get; init; }

    /// <summary>Why it is so.</summary>
    public required string Why { get; init; }

    /// <summary>How the request fares.</summary>
    public required TraceOutcome Outcome { get; init; }

    /// <summary>What explains that it breaks, or may; null when it does not.</summary>
    public MeshFinding? Finding { get; init; }

    /// <summary>The step behind the lines that lead to its branch, for tables: <c>├─ DestinationRule</c>.</summary>
    public string Tree { get; init; } = "";

    /// <summary>The hop in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Hop} {Share:0.##} % {Cluster} {Step} {Object}: {Decision}");
}
