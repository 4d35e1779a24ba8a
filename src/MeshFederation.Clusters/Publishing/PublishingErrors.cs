using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>The errors of publishing.</summary>
internal static class PublishingErrors
{
    public static MeshException StoppedUnanswered(MeshChange change) => new(
        MeshErrorId.PublishStopped,
        MeshErrorKind.OperationStopped,
        $"Publishing was stopped before the cluster '{change.Cluster}' answered about {ObjectPlace.Of(change)}.",
        "Publish again.",
        change);
}
