using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>A plan that one stage of a pipeline makes and signs, and another, in a session of its own, publishes.</summary>
public sealed class PlanGateTests : IAsyncLifetime
{
    private readonly ModuleHost _makes = new();
    private readonly ModuleHost _publishes = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private TestClusters _clusters = null!;

    private string Place => $"$k = '{_clusters.Kubeconfig}'; $f = '{_folder}'; ";

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(_folder, "plan.key"), key.ExportECPrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder, "plan.pub"), key.ExportSubjectPublicKeyInfoPem());
        _makes.Run(Place
            + "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -Kubeconfig $k "
            + "-GatewayAddress 192.0.2.2; $plan = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080 | "
            + "Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 | Compare-MeshFederation -Name shop; "
            + "$plan | Export-MeshPlan $f/signed.json -SigningKey $f/plan.key; $plan | Export-MeshPlan $f/plain.json");
    }

    [Fact]
    public void A_signed_plan_is_published_by_who_has_the_public_key_and_names_the_kubeconfig()
    {
        _publishes.Run(Place + "Import-MeshPlan $f/signed.json -PublicKey $f/plan.pub -Kubeconfig $k | "
            + "Publish-MeshFederation -SettleTimeout 0 -SettleTime 0");
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
    }

    [Fact]
    public void A_plan_that_is_not_signed_does_not_come_through_the_gate() =>
        Refuse("Import-MeshPlan $f/plain.json -PublicKey $f/plan.pub -Kubeconfig $k", "MeshPlanSignatureInvalid");

    [Fact]
    public void A_kubeconfig_that_nobody_named_is_shown_and_not_used()
    {
        var plan = _publishes.Run(Place + "(Import-MeshPlan $f/signed.json 3>$null).Cluster.Kubeconfig");
        var shown = "…/" + Path.GetFileName(_clusters.Kubeconfig);
        Assert.Equal([shown, shown], plan.Select(path => path.BaseObject));
        Refuse("Import-MeshPlan $f/signed.json 3>$null | Publish-MeshFederation", "MeshPlanKubeconfigUnnamed");
        Refuse("Import-MeshPlan $f/signed.json 3>$null | Publish-MeshFederation -WhatIf", "MeshPlanKubeconfigUnnamed");
    }

    [Fact]
    public void Where_it_lies_is_not_in_the_file()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(Path.GetDirectoryName(_clusters.Kubeconfig)!, text, StringComparison.Ordinal);
            Assert.Contains("\"…/" + Path.GetFileName(_clusters.Kubeconfig), text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_that_the_session_has_named_is()
    {
        _makes.Run("Import-MeshPlan $f/signed.json | Publish-MeshFederation -SettleTimeout 0 -SettleTime 0");
        Assert.Single(_clusters["cluster1"].All("virtualservices"));
    }

    public async ValueTask DisposeAsync()
    {
        _makes.Dispose();
        _publishes.Dispose();
        await _clusters.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Refuse(string script, string errorId)
    {
        var before = _clusters.All.Sum(cluster => cluster.Requests.Count);
        var (_, errors) = _publishes.TryRun(Place + script);
        Assert.StartsWith(errorId + ",", errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, _clusters.All.Sum(cluster => cluster.Requests.Count));
    }
}
