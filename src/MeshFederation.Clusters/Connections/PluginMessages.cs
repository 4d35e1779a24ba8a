namespace MeshFederation.Clusters.Connections;

/// <summary>Passes on what credential plugins write to their error streams: how to sign in, say.</summary>
public static class PluginMessages
{
    private static readonly AsyncLocal<Action<string>?> Listener = new();

    /// <summary>Hears what plugins write that run for this call and whatever it starts; for others it hears nothing.</summary>
    /// <param name="listener">Is told each line, on any thread.</param>
    public static void ListenWith(Action<string>? listener) => Listener.Value = listener;

    internal static void Show(string line) => Listener.Value?.Invoke(line);
}
