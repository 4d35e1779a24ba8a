namespace MeshFederation.Shell.Arguments;

/// <summary>The program cannot start as it was asked to; the message says why and what to do.</summary>
internal sealed class UsageException(string message) : Exception(message);
