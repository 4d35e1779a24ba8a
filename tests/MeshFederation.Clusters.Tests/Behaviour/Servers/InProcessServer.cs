using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>The server in this process.</summary>
internal sealed class InProcessServer : IStartedServer
{
    private readonly TestClusters _clusters;

    private InProcessServer(TestClusters clusters)
    {
        _clusters = clusters;
        var cluster = clusters.All[0];
        Server = new(ServerTraits.InProcess, TrustingClient.For(cluster.Address, cluster.AuthorityPem), cluster.AdminToken, cluster.ViewerToken, clusters.Kubeconfig, cluster.Name);
    }

    public ServerUnderTest Server { get; }

    public static async Task<InProcessServer> StartAsync() => new(await TestClusters.StartAsync(1));

    public ValueTask DisposeAsync()
    {
        Server.Client.Dispose();
        return _clusters.DisposeAsync();
    }
}
