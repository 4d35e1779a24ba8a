using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Faults;
using MeshFederation.Clusters.Tests.Faults.Proxied;
using MeshFederation.Clusters.Tests.Rights;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;
using ApiRequest = MeshFederation.Clusters.Tests.Server.Requests.ApiRequest;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Real API servers of their own, with a proxy before each in which something goes wrong.</summary>
internal sealed class RealTrustServers : ITrustServers
{
    private static readonly (ResourceKind Kind, string? Namespace, string Name)[] Kept =
    [
        (ResourceKinds.ConfigMap, "istio-system", "istio"),
        (MeshConfigReading.Istio, null, "default"),
        (MeshConfigReading.Operator, "istio-system", "installed-state"),
        (ResourceKinds.Secret, "istio-system", AuthoritySecret.Name),
    ];

    private readonly RunningServers _servers;
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-trust-").FullName;
    private readonly List<ProxiedCluster> _proxies;
    private readonly List<(string Cluster, ResourceKind Kind, UnstructuredMap Content)> _kept = [];

    private RealTrustServers(RunningServers servers)
    {
        _servers = servers;
        var document = KubeconfigDocument.Read(KubeconfigFiles.Find(servers.Kubeconfig));
        _proxies = [.. RealIdentities.Two.Select(name => new ProxiedCluster(name, ConnectionFactory.Connect(document.Context(name))))];
    }

    public IReadOnlyList<MeshCluster> Clusters { get; private set; } = [];

    public MeshCertificateAuthority Root { get; private set; } = null!;

    public TimeProvider Clock => TimeProvider.System;

    private static CancellationToken Ct => FaultScene.Ct;

    public static async Task<RealTrustServers> StartAsync(string version)
    {
        var servers = new RealTrustServers(SharedServers.Start(version));
        try
        {
            await servers.PrepareAsync();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    public FaultScript FaultsOf(string cluster) => Proxy(cluster).Faults;

    public IReadOnlyList<ApiRequest> RequestsOf(string cluster) => Proxy(cluster).Requests;

    public async Task PutAsync(string cluster, string yaml)
    {
        var (api, value) = (Direct(cluster), YamlReader.ReadText(yaml, "test").Single().Content);
        var kind = new[] { MeshConfigReading.Istio, MeshConfigReading.Revision, MeshConfigReading.Operator, ResourceKinds.ConfigMap }
            .Single(one => one.Kind == value.Text("kind"));
        var metadata = value.Map("metadata")!;
        await api.DeleteAsync(kind, metadata.Text("namespace"), metadata.Text("name")!, new(), Ct);
        await api.CreateAsync(kind, value, Ct);
    }

    public async Task KeepAsync()
    {
        _kept.Clear();
        foreach (var name in RealIdentities.Two)
        {
            foreach (var one in Kept) _kept.Add((name, one.Kind, (await Direct(name).GetAsync(one.Kind, one.Namespace, one.Name, Ct))!));
        }
    }

    public async Task RestoreAsync()
    {
        foreach (var proxy in _proxies) proxy.Faults.Clear();
        foreach (var (cluster, kind, content) in _kept)
        {
            var metadata = content.Map("metadata")!;
            var now = (await Direct(cluster).GetAsync(kind, metadata.Text("namespace"), metadata.Text("name")!, Ct))!;
            if (now == content) continue;
            var version = now.Map("metadata")!.Text("resourceVersion");
            await Direct(cluster).ReplaceAsync(kind, content.With("metadata", metadata.With("resourceVersion", version)), Ct);
        }

        foreach (var api in RealIdentities.Two.Select(Direct))
            await DeleteAsync(api, ResourceKinds.Secret, name => name.StartsWith(AuthoritySecret.Name + "-", StringComparison.Ordinal));
        await ForgetLeasesAsync();
        foreach (var proxy in _proxies) proxy.ForgetRequests();
    }

    public async Task ForgetLeasesAsync()
    {
        foreach (var api in RealIdentities.Two.Select(Direct)) await DeleteAsync(api, ResourceKinds.Lease, static _ => true);
    }

    public async Task<TrustState> NowAsync(string cluster)
    {
        var found = new List<UnstructuredMap>();
        foreach (var one in Kept) found.Add((await Direct(cluster).GetAsync(one.Kind, one.Namespace, one.Name, Ct))!);
        return new(
            $"{found[0].Map("data")}|{found[1].Map("spec")}|{found[2].Map("spec")}", AuthoritySecret.RevocationText(found[3]).Length > 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        _servers.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task DeleteAsync(KubernetesApi api, ResourceKind kind, Func<string, bool> which)
    {
        foreach (var one in (await api.ListAsync(kind, "istio-system", null, Ct)).Item)
        {
            if (one.Map("metadata")!.Text("name") is { } name && which(name)) await api.DeleteAsync(kind, "istio-system", name, new(), Ct);
        }
    }

    private ProxiedCluster Proxy(string cluster) => _proxies.Single(proxy => proxy.Name == cluster);

    private KubernetesApi Direct(string cluster) => KubernetesConnections.For(cluster, _servers.Kubeconfig);

    private async Task PrepareAsync()
    {
        Root = await RealIdentities.PrepareAsync(_servers.Kubeconfig);
        await RealIdentities.MakeOwnersAsync(_servers.Kubeconfig);
        foreach (var proxy in _proxies) await proxy.StartAsync();
        var kubeconfig = ProxiedKubeconfig.Write(_folder, _proxies);
        Clusters = [.. RealIdentities.Two.Select(name => new MeshCluster(name, name) { Kubeconfig = kubeconfig })];
    }
}
