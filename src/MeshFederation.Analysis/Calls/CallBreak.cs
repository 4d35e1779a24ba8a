using MeshFederation.Analysis.Faults;

namespace MeshFederation.Analysis.Calls;

/// <summary>Why a call breaks.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Sentence">What is wrong, in one sentence.</param>
internal sealed record CallBreak(Fault Fault, string Sentence)
{
    /// <summary>The cluster of the caller, where its version decides and nobody said it; null elsewhere.</summary>
    public string? Unversioned { get; init; }
}
