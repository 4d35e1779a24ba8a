using MeshFederation.Model.Errors;

namespace MeshFederation.Analysis.Checks;

/// <summary>A kind of objects that could not be read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Why">The reason.</param>
/// <param name="Hint">What to do.</param>
/// <param name="ErrorId">The stable id of the error, one of <see cref="MeshErrorId"/>.</param>
public sealed record UnreadKind(string Kind, string Why, string Hint, string ErrorId)
{
    /// <summary>The error that says so.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <returns>The error.</returns>
    public MeshException Error(string cluster) => new(
        ErrorId,
        MeshErrorKind.ResourceUnavailable,
        $"Cluster '{cluster}': its objects of the kind {Kind} are not known: {Why}",
        Hint,
        cluster);
}
