namespace MeshFederation.Shell.Running;

/// <summary>The exit codes that are not the script's own.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>What shells report of a program that a signal ended is this and the signal's number.</summary>
    public const int SignalBase = 128;
}
