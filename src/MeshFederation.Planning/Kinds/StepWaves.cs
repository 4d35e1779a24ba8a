using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Planning.Kinds;

/// <summary>A step of publishing with its waves.</summary>
/// <param name="Step">The step.</param>
/// <param name="Grows">The wave in which an object is made, or gets what is new in it.</param>
/// <param name="Shrinks">The wave in which it goes, or loses what is no longer wanted of it.</param>
public sealed record StepWaves(PublishingStep Step, PublishingWave Grows, PublishingWave Shrinks);
