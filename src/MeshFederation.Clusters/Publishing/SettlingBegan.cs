using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>The proxies are waited for before a wave begins, or is undone.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Objects">How many objects they must have.</param>
/// <param name="IsUndone">Whether it is put back.</param>
public sealed record SettlingBegan(PublishingWave Wave, int Objects, bool IsUndone) : PublishingEvent;
