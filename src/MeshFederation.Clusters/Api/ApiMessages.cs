namespace MeshFederation.Clusters.Api;

/// <summary>Passes on what is said beside the answers of servers: warnings, and with -Debug each request.</summary>
public static class ApiMessages
{
    private static readonly AsyncLocal<(Action<string> Warn, Action<string>? Debug)?> Listener = new();

    /// <summary>Hears what requests of this call, and of whatever it starts, have to say; of others it hears nothing.</summary>
    /// <param name="warn">Is told each warning, on any thread; the same may come more than once.</param>
    /// <param name="debug">Is told each request, on any thread; null where nobody asks for them.</param>
    public static void ListenWith(Action<string> warn, Action<string>? debug) => Listener.Value = (warn, debug);

    /// <summary>Whether anybody asks for each request.</summary>
    internal static bool IsDebugged => Listener.Value?.Debug is not null;

    internal static void Debug(string text) => Listener.Value?.Debug?.Invoke(text);

    /// <summary>Warns; false when nobody listens.</summary>
    internal static bool Warn(string text)
    {
        if (Listener.Value is not { } listener) return false;
        listener.Warn(text);
        return true;
    }
}
