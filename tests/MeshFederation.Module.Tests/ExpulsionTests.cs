using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Module.Tests;

/// <summary>A cluster that was taken over is expelled as a user does it: trust, authority and routes.</summary>
public sealed class ExpulsionTests : IAsyncLifetime
{
    private const string Declare =
        "$c1, $c2, $c3 = 1, 2, 3 | ForEach-Object { New-MeshCluster cluster$_ -Kubeconfig $k -GatewayAddress 192.0.2.$_ -TrustDomain "
        + "c$_.example }; $s = New-MeshServiceEntry reviews -Cluster $c1, $c2, $c3 -ClientCluster $c1, $c3 -Port http:9080 | "
        + "Set-MeshTrafficSplit cluster1:20, cluster2:30, cluster3:50; $only = New-MeshServiceEntry ratings -Cluster $c3 "
        + "-ClientCluster $c1 -Port http:9080; $root = New-MeshCertificateAuthority -KeyAlgorithm ECDSAP384; "
        + "$made = $root | New-MeshIntermediateCertificate "
        + "$c1, $c2, $c3 -KeyAlgorithm ECDSAP384; $PSDefaultParameterValues = @{ '*-MeshFederation:SettleTimeout' = 0; "
        + "'*-MeshFederation:SettleTime' = 0; 'Remove-MeshClusterTrust:SettleTimeout' = 0; 'Remove-MeshClusterTrust:SettleTime' = 0 }; ";

    private const string Expel = "$s, $only | Remove-MeshClusterTrust $c3 -From $c1, $c2 -Name shop -Certificate $made[2] -Authority $root";

    private readonly ModuleScreen _screen = new(columns: 160);
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(3);
        _screen.Values($"$k = '{_clusters.Kubeconfig}'; {Declare}");
        _screen.Values("$null = $s, $only | Publish-MeshFederation -Name shop -Confirm:$false -WarningAction SilentlyContinue");
        foreach (var (cluster, index) in _clusters.All.Select((cluster, index) => (cluster, index))) Fill(cluster, index);
    }

    public ValueTask DisposeAsync()
    {
        _screen.Dispose();
        return _clusters.DisposeAsync();
    }

    [Fact]
    public void It_is_neither_trusted_nor_called_nor_served_any_more()
    {
        var third = _clusters["cluster3"].Revision;
        Assert.Contains("c3.example", Mesh("cluster1"), StringComparison.Ordinal);
        var said = _screen.Values($"{Expel} -Confirm:$false -WarningVariable w; $w");
        Assert.DoesNotContain(said, item => item.BaseObject is System.Management.Automation.WarningRecord);
        Assert.All(["cluster1", "cluster2"], name => Assert.DoesNotContain("c3.example", Mesh(name), StringComparison.Ordinal));
        Assert.All(["cluster1", "cluster2"], name => Assert.NotNull(Secret(name)["ca-crl.pem"]));
        var routes = _clusters["cluster1"].Find("virtualservices", "default", "reviews")!["spec"]!.ToJsonString();
        Assert.DoesNotContain("cluster3", routes, StringComparison.Ordinal);
        Assert.Contains("cluster2", routes, StringComparison.Ordinal);
        var hosts = string.Concat(_clusters["cluster1"].All("serviceentries").Select(one => one["spec"]!.ToJsonString()));
        Assert.DoesNotContain("cluster3", hosts, StringComparison.Ordinal);
        Assert.Equal(third, _clusters["cluster3"].Revision);
        Assert.DoesNotContain(
            _screen.Values($"({Expel} -Confirm:$false).Action"), item => $"{item}" is "Create" or "Update" or "Delete" or "Restart");
    }

    [Fact]
    public void What_policies_kept_from_it_is_not_opened_to_it_and_it_is_asked_nothing()
    {
        _screen.Values("$s = New-MeshServiceEntry reviews -Selector app=reviews -Port http:9080 -Cluster $c1, $c2, $c3 -ClientCluster "
            + "$c1, $c3 | New-MeshAccessPolicy web; $only = New-MeshServiceEntry ratings -Selector app=ratings -Port http:9080 -Cluster "
            + "$c3 -ClientCluster $c1; $null = $s, $only | Publish-MeshFederation -Name shop -Confirm:$false -WarningAction Ignore");
        Assert.Contains("c3.example", Guard(), StringComparison.Ordinal);
        _clusters["cluster3"].ForgetRequests();
        _screen.Values($"$null = {Expel} -Confirm:$false");
        Assert.DoesNotContain("c3.example", Guard() + Mesh("cluster2"), StringComparison.Ordinal);
        Assert.Empty(_clusters["cluster3"].Requests);

        string Guard() => _clusters["cluster2"].Find("authorizationpolicies", "default", "meshfederation-shop-reviews")!["spec"]!
            .ToJsonString();
    }

    [Fact]
    public void Who_called_nothing_but_what_is_lost_calls_it_no_more()
    {
        const string Services = "(New-MeshServiceEntry a -Cluster $c1, $c3 -ClientCluster $c1 -Port http:80), "
            + "(New-MeshServiceEntry b -Cluster $c3 -ClientCluster $c2 -Port http:80)";
        _screen.Values($"$null = {Services} | Publish-MeshFederation -Name lost -Confirm:$false -WarningAction SilentlyContinue");
        Assert.Contains(_clusters["cluster2"].All("serviceentries"), IsOfLost);
        _screen.Values($"{Services} | Remove-MeshClusterTrust $c3 -From $c1, $c2 -Name lost -Confirm:$false -WarningAction Ignore");
        Assert.DoesNotContain(_clusters["cluster2"].All("serviceentries"), IsOfLost);

        static bool IsOfLost(JsonObject entry) => (string?)entry["metadata"]!["labels"]?["meshfederation.io/federation"] == "lost";
    }

    [Fact]
    public void WhatIf_says_all_of_it_and_writes_nothing()
    {
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        var shown = _screen.Show($"{Expel} -WhatIf").ReplaceLineEndings(" ");
        foreach (var part in new[] { "refuse the trust domain c3.example", "lists of revoked certificates", "'default/reviews'", "Delete" })
            Assert.Contains(part, shown, StringComparison.Ordinal);
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    [Fact]
    public void One_question_asks_for_all_of_it_and_Enter_does_nothing()
    {
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        var asked = new List<string>();
        _screen.Choose = (text, enter) =>
        {
            asked.Add(text);
            return enter;
        };
        var report = _clusters.Kubeconfig + ".report.txt";
        _screen.Values($"$null = {Expel} -Report '{report}'");
        Assert.Contains("the answer was not yes, so nothing was.", File.ReadAllText(report), StringComparison.Ordinal);
        var question = Assert.Single(asked).ReplaceLineEndings(" ");
        string[] parts = ["refuse the trust domain c3.example", "lists of revoked certificates", "'shop' without them", "Delete"];
        foreach (var part in parts) Assert.Contains(part, question, StringComparison.Ordinal);
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
        asked.Clear();
        _screen.Choose = (text, _) =>
        {
            asked.Add(text);
            return 0;
        };
        _screen.Values($"$null = {Expel}");
        Assert.Single(asked);
        Assert.DoesNotContain("c3.example", Mesh("cluster1"), StringComparison.Ordinal);
        Assert.NotNull(Secret("cluster1")["ca-crl.pem"]);
        Assert.DoesNotContain("cluster3", Routes(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_key_of_the_root_the_way_out_is_said()
    {
        var shown = _screen.Show("Remove-MeshClusterTrust $c3 -From $c1, $c2 -Confirm:$false").ReplaceLineEndings(" ");
        Assert.Contains("The authority of cluster3 goes on to be trusted below the root", shown, StringComparison.Ordinal);
        Assert.Contains("Publish-MeshIdentity -Rotate Root", shown, StringComparison.Ordinal);
        Assert.Contains("so routes to cluster3 stay", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("c3.example", Mesh("cluster1"), StringComparison.Ordinal);
        Assert.Null(Secret("cluster1")["ca-crl.pem"]);
        Assert.Contains("cluster3", Routes(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-MeshClusterTrust $c3 -From $c1, $c3", "MeshInputInvalid")]
    [InlineData("$s | Remove-MeshClusterTrust $c3 -From $c1 -Name shop", "MeshClusterMissing")]
    [InlineData("Remove-MeshClusterTrust $c3 -From $c1, $c2 -Certificate $made[2]", "MeshInputInvalid")]
    [InlineData("Remove-MeshClusterTrust $c3 -From $c1, $c2 -Certificate $made[1] -Authority $root", "MeshInputInvalid")]
    public void What_cannot_be_meant_is_refused_before_anything_is_written(string script, string id)
    {
        var before = _clusters.All.Select(cluster => cluster.Revision).ToList();
        var error = Assert.Single(_screen.Values($"try {{ {script} -Confirm:$false }} catch {{ $_.FullyQualifiedErrorId }}"));
        Assert.StartsWith(id + ",", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _clusters.All.Select(cluster => cluster.Revision));
    }

    private string Routes() => _clusters["cluster1"].Find("virtualservices", "default", "reviews")!["spec"]!.ToJsonString();

    private string Mesh(string cluster) => (string)_clusters[cluster].Find("configmaps", "istio-system", "istio")!["data"]!["mesh"]!;

    private JsonNode Secret(string cluster) => _clusters[cluster].Find("secrets", "istio-system", "cacerts")!["data"]!;

    private void Fill(TestCluster cluster, int index)
    {
        var files = _screen.Values($"$made[{index}] | ForEach-Object {{ $_.Certificate.Pem; $_.Root[0].Pem }}")
            .Select(one => $"{one}").ToList();
        var key = $"{_screen.Values($"$d = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid()); $null = $made[{index}] | "
            + "Export-MeshCertificate $d; (Get-ChildItem $d -Recurse -Filter ca-key.pem | Get-Content -Raw); Remove-Item $d -Recurse")[0]}";
        cluster.Put(
            """
            {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "istiod", "namespace": "istio-system", "labels":
            {"app": "istiod"}}, "spec": {"selector": {"matchLabels": {"app": "istiod"}}, "template": {"metadata": {"labels":
            {"app": "istiod"}}, "spec": {"containers": [{"name": "discovery", "image": "docker.io/istio/pilot:1.30.3"}]}}}}
            """);
        cluster.Put(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "istiod-0", "namespace": "istio-system", "labels":
            {"app": "istiod"}, "creationTimestamp": "2021-01-02T00:00:00Z"}, "spec": {"containers": [{"name": "discovery", "image":
            "a"}]}, "status": {"phase": "Running", "startTime": "2021-01-02T00:00:00Z"}}
            """);
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = Metadata("istio"),
            ["data"] = new JsonObject
            {
                ["mesh"] = $"trustDomain: c{index + 1}.example\ncaCertificates:\n- trustDomains: [c1.example, c2.example]\n- trustDomains: "
                    + "[c3.example]\n",
            },
        });
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = Metadata("istio-ca-root-cert"),
            ["data"] = new JsonObject { ["root-cert.pem"] = files[1] },
        });
        cluster.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = Metadata("cacerts"),
            ["type"] = "Opaque",
            ["data"] = new JsonObject
            {
                ["ca-cert.pem"] = Encode(files[0]),
                ["cert-chain.pem"] = Encode(files[0]),
                ["root-cert.pem"] = Encode(files[1]),
                ["ca-key.pem"] = Encode(key),
            },
        });
    }

    private static JsonObject Metadata(string name) =>
        new() { ["name"] = name, ["namespace"] = "istio-system", ["creationTimestamp"] = "2021-01-01T00:00:00Z" };

    private static string Encode(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
