using MeshFederation.Model.Errors;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>An object came to a result. One that was done and put back later is reported twice; the last report holds.</summary>
/// <param name="Change">What was done.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record ChangeReported(MeshChange Change, MeshException? Error = null) : PublishingEvent
{
    /// <summary>Whether the object is certainly as it was before.</summary>
    public bool IsAsBefore { get; init; } = Change.Action is ChangeAction.RolledBack or ChangeAction.Skipped or ChangeAction.Unchanged;
}
