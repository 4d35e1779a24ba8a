using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Tracing;

/// <summary>A way in which a request can break, as <see cref="TraceProblems"/> lists them.</summary>
/// <param name="Id">The stable id, as <c>MF9007</c>.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Title">What must hold, in one sentence.</param>
/// <param name="Recommendation">What to do.</param>
public sealed record TraceProblem(string Id, FindingSeverity Severity, string Title, string Recommendation)
{
    /// <summary>The finding for a request that breaks so.</summary>
    /// <param name="cluster">The cluster where it breaks.</param>
    /// <param name="target">The object where it breaks, or the host when there is none.</param>
    /// <param name="message">What is wrong.</param>
    /// <returns>The finding.</returns>
    public MeshFinding Finding(string cluster, string target, string message) => new(
        rule: Id,
        severity: Severity,
        message: message.Length > 0 ? $"{char.ToUpperInvariant(message[0])}{message[1..]}." : message,
        cluster: cluster,
        target: target,
        recommendation: Recommendation);
}
