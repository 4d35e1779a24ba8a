using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Servers in this process.</summary>
internal sealed class TrustServers(IdentityScene scene) : ITrustServers
{
    private IReadOnlyList<Action> _restore = [];

    public IReadOnlyList<MeshCluster> Clusters => scene.Clusters;

    public MeshCertificateAuthority Root => scene.Root;

    public TimeProvider Clock => scene.Clock;

    public FaultScript FaultsOf(string cluster) => scene[cluster].Faults;

    public IReadOnlyList<ApiRequest> RequestsOf(string cluster) => scene[cluster].Requests;

    public Task PutAsync(string cluster, string yaml)
    {
        scene[cluster].Put(yaml);
        return Task.CompletedTask;
    }

    public Task KeepAsync()
    {
        _restore = [.. Servers.Select(cluster => cluster.Save())];
        return Task.CompletedTask;
    }

    public Task RestoreAsync()
    {
        foreach (var restore in _restore) restore();
        return Task.CompletedTask;
    }

    public Task ForgetLeasesAsync()
    {
        foreach (var cluster in Servers)
        {
            foreach (var lease in cluster.All("leases")) cluster.Remove("leases", "istio-system", (string)lease["metadata"]!["name"]!);
        }

        return Task.CompletedTask;
    }

    public Task<TrustState> NowAsync(string cluster) => Task.FromResult(TrustState.Of(scene[cluster]));

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    private IEnumerable<TestCluster> Servers => Clusters.Select(cluster => scene[cluster.Name]);
}
