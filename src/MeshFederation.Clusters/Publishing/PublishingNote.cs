namespace MeshFederation.Clusters.Publishing;

/// <summary>Something that a person who watches should know.</summary>
/// <param name="Text">One or two sentences.</param>
/// <param name="IsWarning">Whether it is surprising.</param>
public sealed record PublishingNote(string Text, bool IsWarning = false) : PublishingEvent;
