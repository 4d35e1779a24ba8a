namespace MeshFederation.Analysis.Rules;

/// <summary>Something that an object names, and that is not among the objects.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Tell">Reports it at the place where it is named.</param>
/// <param name="Message">What is wrong, where it is known that it is not there.</param>
/// <param name="Question">What cannot be told otherwise, as <c>there is a Secret 'a' in the namespace b</c>.</param>
/// <param name="IsKnown">Whether it is known that it is not there, by <see cref="MeshFederation.Istio.Completeness"/>.</param>
internal sealed record Absence(
    string Cluster, Action<Report, string, Cause?> Tell, string Message, string Question, bool IsKnown)
{
    /// <summary>What it has in common with others that one change mends; null where each is mended by itself.</summary>
    public Cause? Cause { get; init; }
}
