using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Publishing;

/// <summary>One more write, or the undoing of one, is over.</summary>
/// <param name="Change">The change that it is a part of.</param>
/// <param name="Done">How many are over.</param>
/// <param name="Total">How many there are.</param>
public sealed record WriteDone(MeshChange Change, int Done, int Total) : PublishingEvent;
