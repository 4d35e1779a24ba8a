using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>What has become of one object in a run. Only one thread at a time is at an object.</summary>
internal sealed class ObjectRun(MeshChange change)
{
    private readonly List<PerformedWrite> _performed = [];

    public MeshChange Change => change;

    /// <summary>The services that need the object.</summary>
    public RoutedServices Services { get; } = RoutedServices.Of(change);

    /// <summary>The writes that were done and are not undone, the last one last.</summary>
    public IReadOnlyList<PerformedWrite> Performed => _performed;

    /// <summary>Whether any write was done, undone or not.</summary>
    public bool WasWritten { get; private set; }

    /// <summary>The write that failed, and why.</summary>
    public (ScheduledWrite Write, MeshException Error)? Failure { get; private set; }

    /// <summary>Why the object could not be put back; empty when it was, or need not be.</summary>
    public string Stays { get; set; } = "";

    /// <summary>Whether nobody knows whether it was changed.</summary>
    public bool IsUnknown => Failure is not null && !WasWritten && Stays.Length > 0;

    /// <summary>How long its requests took.</summary>
    public TimeSpan Spent { get; set; }

    public bool IsComplete => _performed.Count > 0 && _performed[^1].Write.IsLast;

    /// <summary>What was done in the end; left out where the cluster took nothing.</summary>
    public MeshChange Done => _performed is [.., { IsLeft: true } last]
        ? change with { Action = ChangeAction.Skipped, Message = last.Otherwise, Duration = Spent }
        : change with { Duration = Spent };

    public UnstructuredMap? LastWritten => _performed.Count == 0 ? null : _performed[^1].Write.Content;

    public void Add(PerformedWrite write)
    {
        _performed.Add(write);
        WasWritten = true;
    }

    public void RemoveLast() => _performed.RemoveAt(_performed.Count - 1);

    public void Fail(ScheduledWrite write, MeshException error) => Failure = (write, error);
}
