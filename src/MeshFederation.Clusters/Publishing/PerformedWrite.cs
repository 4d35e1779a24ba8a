using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>A write that was done, with what it takes to undo it.</summary>
/// <param name="Write">The write.</param>
/// <param name="Earlier">What this run wrote of the object before; null when this was its first write.</param>
/// <param name="After">The object as the write left it; null when it was removed.</param>
/// <param name="ChangedNothing">Whether there was nothing to change after all, so that there is nothing to undo.</param>
internal sealed record PerformedWrite(ScheduledWrite Write, UnstructuredMap? Earlier, ObjectState? After, bool ChangedNothing = false)
{
    /// <summary>Whether the object is left as it is, since its cluster takes nothing new; <see cref="Otherwise"/> says so.</summary>
    public bool IsLeft { get; init; }

    /// <summary>The object that was removed, where it was no longer as the change says; null else.</summary>
    public UnstructuredMap? Removed { get; init; }

    /// <summary>What the server keeps otherwise than it was written, in a sentence; empty for nothing.</summary>
    public string Otherwise { get; init; } = "";
}
