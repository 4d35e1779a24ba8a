namespace MeshFederation.Clusters.Publishing;

/// <summary>Something that was said beside the answer of a server.</summary>
/// <param name="Text">What was said.</param>
/// <param name="IsDebug">Whether it is for those who ask for each request; else it is a warning, which may come again.</param>
public sealed record ServerSaid(string Text, bool IsDebug) : PublishingEvent;
