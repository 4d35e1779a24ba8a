using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>Something that happened to an object.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Item">The object as it is now, or as it was last when it was deleted.</param>
public sealed record WatchEvent(WatchEventType Type, UnstructuredMap Item);
