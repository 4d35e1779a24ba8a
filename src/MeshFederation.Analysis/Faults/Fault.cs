using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Faults;

/// <summary>
/// Something that can be wrong with a mesh: what must hold, and what to do where it does not. A fault is said once, whoever finds it: a
/// rule at rest, a trace on the way of a request, a check of live clusters. <see cref="FaultCatalog"/> has all of them.
/// </summary>
/// <param name="Id">The stable id, as <c>MF1001</c>.</param>
public sealed record Fault(string Id)
{
    /// <summary>How bad it is.</summary>
    public FindingSeverity Severity { get; init; } = FindingSeverity.Error;

    /// <summary>What must hold, in one sentence.</summary>
    public required string Title { get; init; }

    /// <summary>What to do when it does not hold.</summary>
    public required string Recommendation { get; init; }

    /// <summary>Where Istio decides it: a path in istio/istio, or a page of its documentation.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it takes the control plane down.</summary>
    public bool EndangersControlPlane { get; init; }

    /// <summary>
    /// Whether the request that is asked for is what is wrong, as a path that no route has: the same objects are right for another one.
    /// Such a fault is found by traces alone.
    /// </summary>
    public bool IsOfRequest { get; init; }

    /// <summary>A reason as a sentence.</summary>
    internal static string Sentence(string why) => why.Length > 0 ? $"{char.ToUpperInvariant(why[0])}{why[1..]}." : why;

    /// <summary>The finding where it is so.</summary>
    internal MeshFinding Finding(string cluster, string target, string message) => new(
        rule: Id,
        severity: Severity,
        message: Sentence(message),
        cluster: cluster,
        target: target,
        recommendation: Recommendation);
}
