using System.Collections.Concurrent;
using MeshFederation.Clusters.Tests.Behaviour.Servers;

[assembly: AssemblyFixture(typeof(ServersUnderTest))]

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Starts each server when a behaviour first needs it, once in a run, and ends them all.</summary>
public sealed class ServersUnderTest : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IStartedServer>>> _started = new(StringComparer.Ordinal);

    /// <summary>A server by the name of its traits.</summary>
    public async Task<ServerUnderTest> GetAsync(string name) => (await _started.GetOrAdd(name, key => new(() => StartAsync(key))).Value).Server;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _started.Values) await (await server.Value).DisposeAsync();
    }

    private static async Task<IStartedServer> StartAsync(string name)
    {
        if (name == ServerTraits.InProcess.Name) return await InProcessServer.StartAsync();
        var traits = RealServers.All.Single(server => server.Name == name);
        return name == ServerTraits.OfAssets ? await AssetsServer.StartAsync(traits) : await ScriptedServer.StartAsync(traits);
    }
}
