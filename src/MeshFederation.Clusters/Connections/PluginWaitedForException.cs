namespace MeshFederation.Clusters.Connections;

/// <summary>The time of a command was over, or it was stopped, while a credential plugin ran.</summary>
internal sealed class PluginWaitedForException(string command, Exception inner, CancellationToken ct)
    : OperationCanceledException($"The credential plugin '{command}' was waited for.", inner, ct)
{
    private string Command => command;

    /// <summary>What is to be said of it where time was over: that the plugin took it; else nothing.</summary>
    public static string Sentence(Exception exception) => exception is PluginWaitedForException waited
        ? $" The credential plugin '{waited.Command}' had not ended: it may wait for you to sign in."
        : "";
}
