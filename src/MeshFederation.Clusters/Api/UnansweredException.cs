namespace MeshFederation.Clusters.Api;

/// <summary>No answer came within the time that a request had.</summary>
internal sealed class UnansweredException(TimeSpan limit, Exception inner) : OperationCanceledException(inner.Message, inner)
{
    /// <summary>How long it had.</summary>
    public TimeSpan Limit => limit;
}
