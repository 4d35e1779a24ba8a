using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Remembers that a cluster cannot be worked with, so that a thousand objects do not wait for the same time-out. What the cluster answered
/// about one object says nothing of the next.
/// </summary>
internal sealed class ClusterGate
{
    private volatile MeshException? _closed;

    /// <summary>Why nothing more is sent to the cluster; null while it answers.</summary>
    public MeshException? Closed => _closed;

    public void Note(MeshException exception)
    {
        if (exception.Kind is MeshErrorKind.ConnectionError or MeshErrorKind.OperationTimeout or MeshErrorKind.AuthenticationError)
            _closed ??= exception;
    }
}
