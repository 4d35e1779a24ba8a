namespace MeshFederation.Clusters.Identity;

/// <summary>Something was stopped, or could not be looked at, and whether it was written is not known.</summary>
internal sealed class OpenWriteException(Exception cause) : OperationCanceledException(cause.Message, cause);
