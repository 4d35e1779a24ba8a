using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// One write to one object. An object that grows and shrinks is written twice: first what serves old and new routes alike, at the end what
/// is wanted.
/// </summary>
/// <param name="Change">The change that it is a part of.</param>
/// <param name="Wave">When it is written.</param>
/// <param name="Content">The whole of what is written; null when the object is removed.</param>
/// <param name="IsLast">Whether the change is done with it.</param>
public sealed record ScheduledWrite(MeshChange Change, PublishingWave Wave, UnstructuredMap? Content, bool IsLast)
{
    /// <summary>The write in one line, as <c>Serving: Update DestinationRule/default/reviews in cluster2</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Wave}: {Change}";
}
