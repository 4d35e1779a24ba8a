using MeshFederation.Clusters.Manifests;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Cases;

/// <summary>What objects of a cluster tell of it, as far as they are among the files.</summary>
public sealed class DescribedClusterTests
{
    private const string Istiod = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}
        spec:
          template:
            spec:
              containers:
              - name: discovery
                image: docker.io/istio/pilot:1.24.2
                env: [{name: PILOT_ENABLE_AMBIENT, value: 'true'}]

        """;

    private const string Injector = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio-sidecar-injector, namespace: istio-system}
        data: {values: '{"global": {"network": "net-1", "proxy": {"clusterDomain": "corp.local"}}}'}

        """;

    private const string Home = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: istio-system, labels: {topology.istio.io/network: net-2}}

        """;

    private const string Configuration = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: istio, namespace: istio-system}
        data: {mesh: 'trustDomain: mesh.corp'}

        """;

    [Fact]
    public void What_istiods_Deployment_says_counts_without_mesh_configuration()
    {
        var cluster = Describe(Istiod, Home)!;
        Assert.Equal((new IstioVersion(1, 24, 2), false), (cluster.IstioVersion, cluster.IsVersionAssumed));
        Assert.Equal("true", cluster.Facts!.Setting(IstiodVariable.EnableAmbient));
        Assert.Equal("default", Assert.Single(cluster.Facts.ControlPlane).Revision);
        Assert.Equal(["istio-system"], cluster.Facts.Namespace.Select(space => space.Name));
        Assert.Equal("net-2", cluster.Network);
    }

    [Fact]
    public void What_is_of_another_group_tells_nothing_of_Istio() => Assert.Null(Describe(
        Istiod.Replace("apps/v1", "apps.example.com/v1", StringComparison.Ordinal),
        Home.Replace("v1", "example.com/v1", StringComparison.Ordinal),
        Configuration.Replace("apiVersion: v1", "apiVersion: example.com/v1", StringComparison.Ordinal)));

    /// <summary>As it does in a live cluster.</summary>
    [Fact]
    public void What_revisions_share_counts_unless_their_own_configuration_says_otherwise()
    {
        var istiod = Istiod.Replace("env: [", "env: [{name: SHARED_MESH_CONFIG, value: shared}, ", StringComparison.Ordinal);
        var shared = Configuration.Replace("name: istio,", "name: shared,", StringComparison.Ordinal)
            .Replace("trustDomain: mesh.corp", "{trustDomain: other, trustDomainAliases: [old.corp]}", StringComparison.Ordinal);
        var cluster = Describe(istiod, shared, Configuration)!;
        Assert.Equal("mesh.corp", cluster.TrustDomain);
        Assert.Equal(["old.corp"], cluster.Facts!.TrustDomainAlias);
        Assert.Empty(Describe(Istiod, shared, Configuration)!.Facts!.TrustDomainAlias);
        Assert.Equal("other", Describe(istiod, shared)!.TrustDomain);
        var elsewhere = shared.Replace("istio-system", "team", StringComparison.Ordinal);
        Assert.Empty(Describe(istiod, elsewhere, Configuration)!.Facts!.TrustDomainAlias);
    }

    [Fact]
    public void What_the_injector_says_counts_alone()
    {
        var cluster = Describe(Injector)!;
        Assert.Equal(("corp.local", "net-1", true), (cluster.ClusterDomain, cluster.Network, cluster.IsVersionAssumed));
    }

    [Fact]
    public void The_network_of_Istios_namespace_counts_alone() => Assert.Equal("net-2", Describe(Home)!.Network);

    [Fact]
    public void Where_mesh_configuration_is_not_given_what_it_would_say_is_not_known()
    {
        var cluster = Describe(Istiod)!;
        Assert.Equal(("", false, (bool?)null), (cluster.TrustDomain, cluster.IsMeshConfigRead, cluster.CapturesDns));
        Assert.Equal(TrustDomainAcceptance.Unknown, TrustDomains.Judge(cluster, "other"));
        var read = Describe(Istiod, Configuration)!;
        Assert.Equal(("mesh.corp", true, (bool?)false), (read.TrustDomain, read.IsMeshConfigRead, read.CapturesDns));
        Assert.Equal(TrustDomainAcceptance.Refused, TrustDomains.Judge(read, "other"));
    }

    /// <summary>The istiod of a managed mesh, and that of a remote cluster, is nowhere in the cluster.</summary>
    [Fact]
    public void What_a_revision_has_is_read_without_its_istiod()
    {
        var cluster = Describe(OfRevision(Injector, "asm-managed"), OfRevision(Configuration, "asm-managed"))!;
        Assert.Equal(("corp.local", "net-1", "mesh.corp"), (cluster.ClusterDomain, cluster.Network, cluster.TrustDomain));
    }

    [Fact]
    public void Of_several_revisions_whose_istiod_is_not_given_none_is_taken()
    {
        Assert.Null(Describe(OfRevision(Configuration, "1-29"), OfRevision(Configuration, "1-30")));
        Assert.False(Describe(Istiod, OfRevision(Configuration, "1-30"))!.IsMeshConfigRead);
    }

    [Fact]
    public void What_istiod_shares_with_others_is_mesh_configuration_too()
    {
        const string Variable = "env: [{name: SHARED_MESH_CONFIG, value: common}, ";
        var sharing = Istiod.Replace("env: [", Variable, StringComparison.Ordinal);
        var own = Configuration.Replace("trustDomain: mesh.corp", "trustDomainAliases: [other]", StringComparison.Ordinal);
        var shared = Configuration.Replace("name: istio,", "name: common,", StringComparison.Ordinal);
        var whole = Describe(sharing, own, shared)!;
        Assert.Equal(("mesh.corp", true), (whole.TrustDomain, whole.IsMeshConfigRead));
        Assert.Equal(["other"], whole.Facts!.TrustDomainAlias);
        var part = Describe(sharing, own)!;
        Assert.Equal(("", false), (part.TrustDomain, part.IsMeshConfigRead));
        Assert.Equal("mesh.corp", Describe(sharing, Configuration)!.TrustDomain);
    }

    [Fact]
    public void A_version_that_no_image_tells_is_assumed()
    {
        Assert.True(Describe(Configuration)!.IsVersionAssumed);
        Assert.True(Describe(Istiod.Replace("1.24.2", "latest", StringComparison.Ordinal), Configuration)!.IsVersionAssumed);
    }

    [Fact]
    public void A_label_that_tells_no_version_leaves_it_to_the_other()
    {
        var labelled = Istiod.Replace("1.24.2", "latest", StringComparison.Ordinal).Replace(
            "labels: {app: istiod}",
            "labels: {app: istiod, operator.istio.io/version: unknown, app.kubernetes.io/version: 1.29.6}",
            StringComparison.Ordinal);
        Assert.Equal(new IstioVersion(1, 29, 6), Describe(labelled)!.IstioVersion);
    }

    [Fact]
    public void Objects_that_say_nothing_of_Istio_tell_no_cluster() =>
        Assert.Null(Describe(Home.Replace("topology.istio.io/network", "team", StringComparison.Ordinal)));

    private static string OfRevision(string map, string revision) => map
        .Replace("name: istio,", $"name: istio-{revision},", StringComparison.Ordinal)
        .Replace("name: istio-sidecar-injector,", $"name: istio-sidecar-injector-{revision},", StringComparison.Ordinal);

    private static MeshCluster? Describe(params string[] documents) => ManifestClusters.Describe("c1", Objects(documents));

    private static List<MeshManifest> Objects(params string[] documents) =>
    [
        .. documents.SelectMany(text => YamlReader.ReadText(text, "c1.yaml"))
            .Select(document => new MeshManifest("c1", document.Content)),
    ];
}
