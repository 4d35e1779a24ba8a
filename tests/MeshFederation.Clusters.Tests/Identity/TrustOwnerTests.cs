using System.Text.Json.Nodes;
using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using static MeshFederation.Clusters.Tests.Identity.MeshConfigs;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What others change in what a mesh configuration is made of is neither lost nor taken back.</summary>
public sealed class TrustOwnerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>What was added to what the configuration is made of, and is not rendered yet, is nowhere else.</summary>
    [Theory]
    [InlineData(IstioInstallation.Sail)]
    [InlineData(IstioInstallation.IstioOperator)]
    public async Task What_was_added_to_its_owner_since_it_was_read_does_not_go(IstioInstallation installation)
    {
        await using var clusters = await StartedAsync(metadata: Made(installation));
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        var patch = patcher.Patch.Single(one => one.Cluster == "cluster1");
        SetOwner(clusters["cluster1"], installation, new(new JsonObject { ["pem"] = "added meanwhile" }));
        var error = await Assert.ThrowsAsync<MeshException>(() => patcher.ApplyAsync(patch, Ct));
        Assert.Equal(MeshErrorId.ObjectChanged, error.ErrorId);
        Assert.Contains("added meanwhile", OwnerText(clusters["cluster1"], installation), StringComparison.Ordinal);
    }

    /// <summary>Who was expelled while a question stood must not be trusted again, whether or not the operator has rendered it.</summary>
    [Theory]
    [InlineData(IstioInstallation.Sail, false)]
    [InlineData(IstioInstallation.Sail, true)]
    [InlineData(IstioInstallation.IstioOperator, false)]
    [InlineData(IstioInstallation.IstioOperator, true)]
    public async Task What_was_taken_out_of_its_owner_since_it_was_read_does_not_come_back(IstioInstallation installation, bool isRendered)
    {
        await using var clusters = await TrustingThreeAsync(installation);
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        SetOwner(clusters["cluster1"], installation, null);
        if (isRendered)
        {
            Fill(clusters["cluster1"], Made(installation), "trustDomain: one.example\n", owners: false);
        }

        var error = await Assert.ThrowsAsync<MeshException>(
            () => patcher.ApplyAsync(patcher.Patch.Single(one => one.Cluster == "cluster1"), Ct));
        Assert.Equal(MeshErrorId.ObjectChanged, error.ErrorId);
        Assert.Contains("what was taken out would come back. Nothing was changed there.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("three.example", OwnerText(clusters["cluster1"], installation), StringComparison.Ordinal);
        var mesh = (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        Assert.DoesNotContain("two.example", mesh, StringComparison.Ordinal);
    }

    /// <summary>A list that a profile or a person wrote is not in what the configuration is made of.</summary>
    [Theory]
    [InlineData(IstioInstallation.Sail)]
    [InlineData(IstioInstallation.IstioOperator)]
    public async Task What_was_taken_out_of_the_configuration_alone_does_not_come_back_by_its_owner(IstioInstallation installation)
    {
        await using var clusters = await TrustingThreeAsync(installation);
        SetOwner(clusters["cluster1"], installation, null);
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        Fill(clusters["cluster1"], Made(installation), "trustDomain: one.example\n", owners: false);
        var error = await Assert.ThrowsAsync<MeshException>(
            () => patcher.ApplyAsync(patcher.Patch.Single(one => one.Cluster == "cluster1"), Ct));
        Assert.Equal(MeshErrorId.ObjectChanged, error.ErrorId);
        Assert.StartsWith("The mesh configuration in the ConfigMap istio-system/istio", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("three.example", OwnerText(clusters["cluster1"], installation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_out_before_and_is_not_rendered_yet_does_not_come_back()
    {
        await using var clusters = await TrustingThreeAsync(IstioInstallation.Sail);
        SetOwner(clusters["cluster1"], IstioInstallation.Sail, new());
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        var patch = patcher.Patch.Single(one => one.Cluster == "cluster1");
        var error = await Assert.ThrowsAsync<MeshException>(() => patcher.ApplyAsync(patch, Ct));
        Assert.Equal(MeshErrorId.ObjectChanged, error.ErrorId);
        Assert.DoesNotContain("three.example", OwnerText(clusters["cluster1"], IstioInstallation.Sail), StringComparison.Ordinal);
        Fill(clusters["cluster1"], Sail, "trustDomain: one.example\n", owners: false);
        var again = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        await again.ApplyAsync(again.Patch.Single(one => one.Cluster == "cluster1"), Ct);
        Assert.Contains("two.example", OwnerText(clusters["cluster1"], IstioInstallation.Sail), StringComparison.Ordinal);
    }

    /// <summary>istioctl leaves an IstioOperator in the cluster that nothing renders.</summary>
    [Fact]
    public async Task A_configuration_that_people_changed_beside_what_istioctl_left_behind_is_patched_as_it_is()
    {
        await using var clusters = await TrustingThreeAsync(IstioInstallation.IstioOperator);
        SetOwner(clusters["cluster1"], IstioInstallation.IstioOperator, new());
        var patcher = await MeshTrustPatcher.AcceptingAsync(Both(clusters), alias: false, Ct);
        await patcher.ApplyAsync(patcher.Patch.Single(one => one.Cluster == "cluster1"), Ct);
        var mesh = (string)clusters["cluster1"].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;
        foreach (var text in new[] { mesh, OwnerText(clusters["cluster1"], IstioInstallation.IstioOperator) })
        {
            Assert.Contains("three.example", text, StringComparison.Ordinal);
            Assert.Contains("two.example", text, StringComparison.Ordinal);
        }
    }
}
