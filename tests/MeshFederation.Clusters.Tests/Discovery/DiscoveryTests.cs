using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Tests.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>What is read from a cluster with Istio.</summary>
public sealed class DiscoveryTests
{
    private const string Usual = """
        trustDomain: td1
        trustDomainAliases: [old1, old2]
        rootNamespace: istio-system
        caCertificates:
        - {pem: a, trustDomains: [td2, td3]}
        - {pem: b, trustDomains: [td3]}
        defaultConfig:
          proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}
        """;

    [Fact]
    public async Task Everything_is_read_that_federation_needs()
    {
        using var authority = new TestCertificates("mesh-root");
        var found = await ReadAsync(
            Scene.Istiod(), Scene.Mesh(Usual), Scene.Gateway, Scene.Root(authority.AuthorityPem),
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system, labels: {topology.istio.io/network: network1}}",
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: ztunnelled, labels: {istio.io/dataplane-mode: ambient}}");
        Assert.Null(found.Failure);
        Assert.Empty(found.Warning);
        Assert.Equal(
            new MeshCluster("cluster1", "cluster1")
            {
                Kubeconfig = found.Cluster!.Kubeconfig,
                IstioVersion = new(1, 30, 3),
                TrustDomain = "td1",
                ClusterDomain = "mesh.example",
                Network = "network1",
                Gateway = new() { Address = ["172.18.0.230"], Selector = LabelSet.Create("istio", "eastwestgateway") },
            },
            found.Cluster);
        Assert.Equal(
            new MeshClusterFacts
            {
                KubernetesVersion = "v1.36.4",
                NodeRegion = [],
                ControlPlane = [new("istio-system", "default", new(1, 30, 3), 1)],
                Revision = "default",
                RootNamespace = "istio-system",
                ClusterDomainSource = "istiod's argument --domain",
                TrustDomainAlias = ["old1", "old2"],
                TrustedDomain = ["td2", "td3"],
                DnsCapture = true,
                AmbientNamespace = ["ztunnelled"],
                Namespace = found.Cluster.Facts!.Namespace,
                RootCertificate = [new(
                    "CN=mesh-root",
                    authority.Authority.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256),
                    new DateTimeOffset(authority.Authority.NotAfter.ToUniversalTime()))],
                GatewayService = "istio-system/istio-eastwestgateway",
                GatewayServicePort = 15443,
                GatewayVersion = new(1, 30, 2),
            },
            found.Cluster.Facts);
    }

    [Fact]
    public async Task What_is_given_wins()
    {
        var cluster = await ClusterAsync(
            new()
            {
                IstioVersion = new(1, 8, 0),
                TrustDomain = "given.td",
                ClusterDomain = "given.domain",
                Network = "given-network",
                GatewayAddress = ["gateway.example.com"],
                GatewayPort = 443,
                RoutingMode = MeshRoutingMode.EnvoyFilter,
            },
            Scene.Istiod(), Scene.Mesh(Usual), Scene.Gateway);
        Assert.Equal(
            (new IstioVersion(1, 8, 0), "given.td", "given.domain", "given-network"),
            (cluster.IstioVersion, cluster.TrustDomain, cluster.ClusterDomain, cluster.Network));
        Assert.Equal("gateway.example.com:443", cluster.Gateway.ToString());
        Assert.Equal((MeshRoutingMode.EnvoyFilter, "-ClusterDomain"), (cluster.RoutingMode, cluster.Facts!.ClusterDomainSource));
    }

    [Fact]
    public async Task A_revision_has_a_mesh_configuration_of_its_own()
    {
        string[] scene =
        [
            Scene.Istiod("istio/pilot:1.29.0", "1-29"), Scene.Istiod("istio/pilot:1.30.0", "1-30"), Scene.Gateway,
            Scene.Mesh("trustDomain: td29", "1-29"), Scene.Mesh("trustDomain: td30", "1-30"),
        ];
        var old = await ClusterAsync(new() { Revision = "1-29" }, scene);
        Assert.Equal((new IstioVersion(1, 29, 0), "td29", "1-29"), (old.IstioVersion, old.TrustDomain, old.Facts!.Revision));
        var found = await ReadAsync(scene);
        Assert.Equal((new IstioVersion(1, 30, 0), "td30"), (found.Cluster!.IstioVersion, found.Cluster.TrustDomain));
        Assert.Contains(
            "Istio runs in the revisions 1-29 (1.29.0), 1-30 (1.30.0), and none is the default; the newest, 1-30, is taken.",
            found.Warning[0] + found.Warning[1],
            StringComparison.Ordinal);
        var error = await FailureAsync(new() { Revision = "1-31" }, scene);
        Assert.Equal(
            (MeshErrorId.RevisionNotFound,
                "Its revisions are 1-29, 1-30: -Revision 1-29. For one that is run from outside of the cluster, give its version too: "
                + "-Revision 1-31 -IstioVersion 1.30.3."),
            (error.ErrorId, error.RecommendedAction));
    }

    [Fact]
    public async Task The_revision_with_the_tag_default_is_the_default_one()
    {
        await using var clusters = await Scene.StartAsync(Scene.Webhooks);
        foreach (var part in new[]
        {
            Scene.Istiod("istio/pilot:1.29.0", "1-29"),
            Scene.Istiod("istio/pilot:1.30.0", "1-30"),
            Scene.Gateway
        })
        {
            clusters["cluster1"].Put(part);
        }
        clusters["cluster1"].Put(Scene.Tag("default", "1-29"));
        Assert.Equal("1-29", (await ReadAsync(clusters, new())).Cluster!.Facts!.Revision);
    }

    [Fact]
    public async Task A_shared_mesh_configuration_yields_to_the_revisions_own()
    {
        var cluster = await ClusterAsync(
            new(),
            Scene.Istiod(env: "[{name: SHARED_MESH_CONFIG, value: shared}]"), Scene.Gateway,
            Scene.Map("shared", "istio-system", "mesh", "trustDomain: shared\ntrustDomainAliases: [alias]"),
            Scene.Mesh("trustDomain: own"));
        Assert.Equal("own", cluster.TrustDomain);
        Assert.Equal<string>(["alias"], cluster.Facts!.TrustDomainAlias);
    }

    [Fact]
    public async Task Istio_may_run_in_another_namespace_and_then_everything_is_read_there()
    {
        var cluster = await ClusterAsync(
            new(),
            Scene.Istiod(ns: "aks-istio-system", revision: "asm-1-30"),
            Scene.Mesh("trustDomain: aks", "asm-1-30", "aks-istio-system"),
            Scene.Gateway);
        Assert.Equal(("aks-istio-system", "aks"), (cluster.IstioNamespace, cluster.TrustDomain));
    }

    [Fact]
    public async Task A_cluster_without_Istio_is_said_unless_its_version_is_given()
    {
        var error = await FailureAsync(new());
        Assert.Equal((MeshErrorId.IstioNotFound, MeshErrorKind.ObjectNotFound), (error.ErrorId, error.Kind));
        Assert.Contains("say which it is: -IstioVersion 1.30.3", error.RecommendedAction, StringComparison.Ordinal);
        error = await FailureAsync(new() { IstioNamespace = "istio-system" }, Scene.Istiod(ns: "mesh"));
        Assert.Equal("istiod runs in mesh: -IstioNamespace mesh.", error.RecommendedAction);
        error = await FailureAsync(new(), Scene.Istiod(ns: "mesh1"), Scene.Istiod(ns: "mesh2"));
        Assert.Equal("Choose one: -IstioNamespace mesh1.", error.RecommendedAction);
        Assert.Equal(new IstioVersion(1, 28, 0), (await ClusterAsync(new() { IstioVersion = new(1, 28, 0) }, Scene.Gateway)).IstioVersion);
    }

    [Fact]
    public async Task A_version_that_no_label_or_tag_tells_is_asked_of_istiod()
    {
        await using var clusters = await TestClusters.StartAsync(1);
        clusters["cluster1"].Put(Scene.Istiod("registry.example.com/pilot@sha256:0123"));
        clusters["cluster1"].Put(Scene.Gateway);
        var error = (await ReadAsync(clusters, new())).Failure!;
        Assert.Equal(MeshErrorId.IstioVersionUnknown, error.ErrorId);
        clusters["cluster1"].Proxy(
            "istio-system", "istiod:15014", path => Server.Requests.ApiAnswer.OfText(path == "version" ? "1.27.1-0123abc-Clean" : ""));
        Assert.Equal(new IstioVersion(1, 27, 1), (await ReadAsync(clusters, new())).Cluster!.IstioVersion);
    }

    [Fact]
    public async Task A_mesh_configuration_that_is_no_YAML_is_said_with_its_place()
    {
        var error = await FailureAsync(new(), Scene.Istiod(), Scene.Gateway, Scene.Mesh("trustDomain: [td1"));
        Assert.Equal(MeshErrorId.MeshConfigInvalid, error.ErrorId);
        Assert.Contains("'ConfigMap istio-system/istio' cannot be read as YAML: line", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_certificate_that_has_expired_is_warned_of()
    {
        using var authority = new TestCertificates();
        using var expired = authority.Sign("old-root", until: new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        var found =
            await ReadAsync(Scene.Istiod(), Scene.Gateway, Scene.Mesh("trustDomain: td"), Scene.Root(expired.ExportCertificatePem()));
        Assert.Equal<string>(["Cluster 'cluster1': The mesh's root certificate 'CN=old-root' has expired on 2026-01-02."], found.Warning);
    }

    [Theory]
    [InlineData(
        "[discovery]", """{"global":{"proxy":{"clusterDomain":"injector.example"},"network":"n7"}}""", "", "", "injector.example",
        "the ConfigMap istio-sidecar-injector")]
    [InlineData("[discovery, '--domain=arg.example']", "{}", "", "", "arg.example", "istiod's argument --domain")]
    [InlineData(
        "[discovery]", "{}", ".:53 {\n    errors\n    kubernetes dns.example in-addr.arpa {\n    }\n}", "", "dns.example",
        "the Corefile of CoreDNS")]
    [InlineData(
        "[discovery]", "{}", "", "kind: KubeletConfiguration\nclusterDomain: kubelet.example", "kubelet.example",
        "the ConfigMap kubelet-config")]
    [InlineData("[discovery]", "{}", "", "", "cluster.local", "assumed")]
    public async Task The_cluster_domain_is_read_where_it_can_be(
        string args, string values, string corefile, string kubelet, string domain, string source)
    {
        var cluster = await ClusterAsync(
            new(), Scene.Istiod(args: args), Scene.Gateway, Scene.Map("istio-sidecar-injector", "istio-system", "values", values),
            Scene.Map("coredns", "kube-system", "Corefile", corefile), Scene.Map("kubelet-config", "kube-system", "kubelet", kubelet));
        Assert.Equal((domain, source), (cluster.ClusterDomain, cluster.Facts!.ClusterDomainSource));
    }

    private static Task<DiscoveredCluster> ReadAsync(params string[] scene) => ReadAsync(new DiscoveryOptions(), scene);

    internal static async Task<DiscoveredCluster> ReadAsync(DiscoveryOptions options, params string[] scene)
    {
        await using var clusters = await TestClusters.StartAsync(1);
        foreach (var part in scene) clusters["cluster1"].Put(part);
        return await ReadAsync(clusters, options);
    }

    /// <summary>Reads the cluster cluster1. On a machine that is busy a server of this process may take longer than users wait.</summary>
    internal static async Task<DiscoveredCluster> ReadAsync(TestClusters clusters, DiscoveryOptions options) =>
        await new ClusterDiscovery(clusters.Kubeconfig, options with { Budget = new(TimeSpan.FromHours(1), isAsked: false) })
            .ReadAsync([new("cluster1", "cluster1")], TestContext.Current.CancellationToken)
            .SingleAsync(TestContext.Current.CancellationToken);

    internal static async Task<MeshCluster> ClusterAsync(DiscoveryOptions options, params string[] scene)
    {
        var found = await ReadAsync(options, scene);
        Assert.Null(found.Failure);
        return found.Cluster!;
    }

    internal static async Task<MeshException> FailureAsync(DiscoveryOptions options, params string[] scene)
    {
        var found = await ReadAsync(options, scene);
        Assert.Null(found.Cluster);
        return found.Failure!;
    }
}
