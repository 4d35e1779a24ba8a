using System.Collections.Concurrent;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Servers;

[assembly: AssemblyFixture(typeof(ServersUnderTest))]

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Starts each server when a behaviour first needs it, once in a run.</summary>
public sealed class ServersUnderTest : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ServerUnderTest>>> _servers = new(StringComparer.Ordinal);
    private TestClusters? _clusters;

    /// <summary>A server by the name of its traits.</summary>
    public Task<ServerUnderTest> GetAsync(string name) => _servers.GetOrAdd(name, key => new(() => StartAsync(key))).Value;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values.Where(server => server.Value.IsCompletedSuccessfully)) (await server.Value).Client.Dispose();
        if (_clusters is not null) await _clusters.DisposeAsync();
    }

    private async Task<ServerUnderTest> StartAsync(string name)
    {
        if (name != ServerTraits.InProcess.Name)
        {
            var real = (await TestContext.Current.GetFixture<RealServers>())!;
            var running = await Task.Run(() => real.Get(name));
            return ServerUnderTest.Of(ServerTraits.Real.Single(traits => traits.Name == name), running.Kubeconfig);
        }

        _clusters = await TestClusters.StartAsync(1);
        return ServerUnderTest.Of(ServerTraits.InProcess, _clusters.Kubeconfig);
    }
}
