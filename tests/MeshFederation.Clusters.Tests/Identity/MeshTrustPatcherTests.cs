using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using static MeshFederation.Clusters.Tests.Identity.MeshConfigs;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Clusters accept each other's trust domains by patches of what their mesh configuration is made of.</summary>
public sealed class MeshTrustPatcherTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("labels: {}", IstioInstallation.Manifest, "ConfigMap istio-system/istio", "data:\n  mesh: ")]
    [InlineData(Helm, IstioInstallation.Helm, "Helm release istio-system/istiod", "meshConfig:\n  caCertificates:\n  - pem: x\n")]
    [InlineData(Sail, IstioInstallation.Sail, "Istio default", "apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata:\n  name: default\n")]
    [InlineData(
        Operator, IstioInstallation.IstioOperator, "IstioOperator istio-system/installed-state", "apiVersion: install.istio.io/v1alpha1\n")]
    public async Task A_patch_is_of_what_installed_Istio_and_can_be_written(
        string metadata, IstioInstallation installation, string target, string begins)
    {
        await using var clusters = await TestClusters.StartAsync(2);
        Fill(clusters["cluster1"], metadata, "# keep me\ntrustDomain: one.example\ncaCertificates:\n- pem: x\nextra: {a: [1]}\n");
        Fill(clusters["cluster2"], "labels: {}", "trustDomain: two.example\ncaCertificates: [{trustDomains: [one.example]}]\n");
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        var patch = Assert.Single(patcher.Patch);
        Assert.Equal(("cluster1", installation, target, false), (patch.Cluster, patch.Installation, patch.Target, patch.IsApplied));
        Assert.Equal(["two.example"], patch.TrustDomain);
        Assert.StartsWith(begins, patch.Patch, StringComparison.Ordinal);
        Assert.Contains("two.example", patch.Patch, StringComparison.Ordinal);
        Assert.NotEmpty(patch.Recommendation);

        Assert.True((await patcher.ApplyAsync(patch, Ct)).IsApplied);
        var mesh = (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        if (installation == IstioInstallation.Sail)
        {
            Assert.DoesNotContain("two.example", mesh, StringComparison.Ordinal);
            var values = clusters["cluster1"].Find("istios", null, "default")!["spec"]!["values"]!["meshConfig"]!;
            Assert.Equal("""[{"pem":"x"},{"trustDomains":["two.example"]}]""", values["caCertificates"]!.ToJsonString());
            Assert.True((bool)values["enableTracing"]!);
            return;
        }

        Assert.Equal(
            "# keep me\ntrustDomain: one.example\ncaCertificates:\n- pem: x\n- trustDomains:\n  - two.example\nextra: {a: [1]}\n", mesh);
        Assert.Empty((await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct)).Patch);
        if (installation != IstioInstallation.IstioOperator) return;
        var spec = clusters["cluster1"].Find("istiooperators", "istio-system", "installed-state")!["spec"]!;
        Assert.Equal("two.example", (string)spec["meshConfig"]!["caCertificates"]![1]!["trustDomains"]![0]!);
        Assert.Equal("default", (string)spec["profile"]!);
    }

    /// <summary>istioctl names the IstioOperator that it was given, and newer ones keep none in the cluster, nor its kind.</summary>
    [Fact]
    public async Task What_the_mesh_was_made_of_is_not_there_any_more_where_the_cluster_has_no_kind_of_it()
    {
        await using var clusters = await TestClusters.StartAsync(2);
        Fill(clusters["cluster1"], Operator, "trustDomain: one.example\n", owners: false);
        Fill(clusters["cluster2"], "labels: {}", "trustDomain: two.example\ncaCertificates: [{trustDomains: [one.example]}]\n");
        clusters["cluster1"].Faults.Add(
            Fault.NoKind, static request => request.Plural == "istiooperators", times: FaultScript.Always);
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        Assert.True((await patcher.ApplyAsync(Assert.Single(patcher.Patch), Ct)).IsApplied);
        Assert.Contains(
            "two.example",
            (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels: {}", "data:\n  mesh: ")]
    [InlineData(Helm, "meshConfig:\n  caCertificates:\n  - pem: x\n  trustDomainAliases: []\n")]
    public async Task What_is_accepted_of_a_cluster_is_taken_out_of_both_fields_and_nothing_else(string metadata, string begins)
    {
        await using var clusters = await StartedAsync();
        Fill(
            clusters["cluster1"],
            metadata,
            "trustDomain: one.example\ncaCertificates:\n- pem: x\n- trustDomains: [three.example]\ntrustDomainAliases: [three.example]\n"
            + "a: 1\n");
        var patcher = await MeshTrustPatcher.RefusingAsync(Both(clusters), ["three.example", "two.example"], Ct);
        var patch = Assert.Single(patcher.Patch);
        Assert.Equal((true, "three.example"), (patch.IsRemoval, Assert.Single(patch.TrustDomain)));
        Assert.StartsWith(begins, patch.Patch, StringComparison.Ordinal);
        Assert.Contains("'two.example' is that of cluster2 too", Assert.Single(patcher.Note), StringComparison.Ordinal);
        var unknown = await MeshTrustPatcher.RefusingAsync(Both(clusters), ["cluster.local"], Ct);
        Assert.Empty(unknown.Patch);
        Assert.Contains(
            "No cluster that goes on accepts the trust domain 'cluster.local'", Assert.Single(unknown.Note), StringComparison.Ordinal);
        await patcher.ApplyAsync(patch, Ct);
        var mesh = (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        Assert.Equal("trustDomain: one.example\ncaCertificates:\n- pem: x\na: 1\n", mesh);
        Assert.Empty((await MeshTrustPatcher.RefusingAsync(Both(clusters), ["three.example"], Ct)).Patch);
    }

    [Fact]
    public async Task What_has_changed_since_it_was_read_is_not_overwritten()
    {
        await using var clusters = await StartedAsync();
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        Fill(clusters["cluster1"], "labels: {}", "trustDomain: one.example\nother: true\n");
        await Assert.ThrowsAnyAsync<MeshException>(() => patcher.ApplyAsync(patcher.Patch[0], Ct));
        var mesh = (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        Assert.Equal("trustDomain: one.example\nother: true\n", mesh);
    }

    [Fact]
    public async Task Before_1_18_aliases_are_asked_for_and_said()
    {
        await using var clusters = await StartedAsync("1.17.8");
        var error = await Assert.ThrowsAsync<MeshException>(
            () => MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct));
        Assert.Equal(MeshErrorId.TrustAliasNeeded, error.ErrorId);
        var patch = (await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: true, Ct)).Patch[0];
        Assert.True(patch.IsAlias);
        Assert.Contains("trustDomainAliases:\\n- two.example", patch.Patch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_write_nothing_is_written()
    {
        await using var clusters = await StartedAsync();
        foreach (var cluster in clusters.All)
        {
            cluster.Allow("viewer", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rules: ["
                + "{apiGroups: [apps], resources: [deployments], verbs: [list]}, "
                + "{apiGroups: [''], resources: [configmaps], verbs: [get]}]}");
        }

        var viewers = Both(clusters).Select(one => one with { Context = one.Context + "-viewer" }).ToArray();
        var patcher = await MeshTrustPatcher.AcceptingAsync(viewers, alias: false, Ct);
        var error = await Assert.ThrowsAnyAsync<MeshException>(() => patcher.ApplyAsync(patcher.Patch[0], Ct));
        Assert.Equal(MeshErrorId.Forbidden, error.ErrorId);
    }

    [Fact]
    public async Task A_configuration_that_is_not_there_or_is_torn_is_said()
    {
        await using var clusters = await StartedAsync();
        clusters["cluster1"].Remove("configmaps", "istio-system", "istio");
        var missing = await Assert.ThrowsAsync<MeshException>(
            () => MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct));
        Assert.Equal(MeshErrorId.MeshConfigMissing, missing.ErrorId);
        Fill(clusters["cluster1"], "labels: {}", "trustDomain: [\n");
        var torn = await Assert.ThrowsAsync<MeshException>(() => MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct));
        Assert.Equal(MeshErrorId.MeshConfigUnusable, torn.ErrorId);
    }
}
