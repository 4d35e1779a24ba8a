namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>The changes of a cluster in order, for watches. Old ones can be forgotten, as etcd's compaction does.</summary>
internal sealed class ChangeLog
{
    private readonly List<ObjectChange> _changes = [];
    private TaskCompletionSource _next = NewSignal();

    /// <summary>The newest change that was forgotten, 0 when none was.</summary>
    public long Compacted { get; private set; }

    /// <summary>Adds a change and wakes who waits.</summary>
    public void Add(ObjectChange change)
    {
        _changes.Add(change);
        Wake();
    }

    /// <summary>Wakes who waits without a change.</summary>
    public void Wake()
    {
        var signal = _next;
        _next = NewSignal();
        signal.SetResult();
    }

    /// <summary>The changes after a revision, and what ends when another comes.</summary>
    public (ObjectChange[] Changes, Task Next) After(long revision) =>
        ([.. _changes.Where(change => change.Revision > revision)], _next.Task);

    /// <summary>Forgets the changes up to a revision.</summary>
    public void Compact(long revision)
    {
        Compacted = Math.Max(Compacted, revision);
        _changes.RemoveAll(change => change.Revision <= revision);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
