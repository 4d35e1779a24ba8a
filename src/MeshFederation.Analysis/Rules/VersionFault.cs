using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules;

/// <summary>Something that is wrong, as a rule in some versions of Istio alone.</summary>
/// <param name="Cluster">The cluster whose version decides.</param>
/// <param name="Tell">Reports it at its place.</param>
/// <param name="Message">What is wrong, where the version is known.</param>
/// <param name="Question">
/// What cannot be told where it is not, as <c>the Istio of c1 takes config</c>; null for what is wrong in every version.
/// </param>
/// <param name="Cause">What it has in common with others that one change mends; null where each is mended by itself.</param>
internal sealed record VersionFault(
    MeshCluster Cluster, Action<Report, string, Cause?> Tell, string Message, string? Question, Cause? Cause = null)
{
    /// <summary>Whether it cannot be told, since nobody said the version that decides.</summary>
    public bool IsDoubted => Question is not null && Cluster.IsVersionAssumed;
}
