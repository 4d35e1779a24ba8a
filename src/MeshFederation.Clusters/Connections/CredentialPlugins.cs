using System.Collections.Concurrent;

namespace MeshFederation.Clusters.Connections;

/// <summary>The credential plugins of the session: contexts that describe the same plugin share what it answers, and one sign-in.</summary>
internal static class CredentialPlugins
{
    /// <summary>How long a plugin may run: long enough to sign in with a browser.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly ConcurrentDictionary<PluginSettings, CredentialPlugin> Known = new();

    public static CredentialPlugin Of(PluginSettings settings) => Known.GetOrAdd(settings with { Place = "" }, _ => new(settings, Limit, TimeProvider.System));

    public static void Forget() => Known.Clear();
}
