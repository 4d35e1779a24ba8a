using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>A wave of writes begins, or is undone.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Writes">How many writes it has.</param>
/// <param name="IsUndone">Whether it is put back.</param>
public sealed record WaveBegan(PublishingWave Wave, int Writes, bool IsUndone) : PublishingEvent;
