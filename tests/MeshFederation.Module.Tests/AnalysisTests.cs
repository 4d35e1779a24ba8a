namespace MeshFederation.Module.Tests;

/// <summary>Analysis as its user meets it: services, manifests and files.</summary>
public sealed class AnalysisTests : IDisposable
{
    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1; $c2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2; "
        + "$s = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080 -ServiceAccount reviews | "
        + "Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25; ";

    private const string Broken =
        "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: g, namespace: istio-system}\nspec:\n  selector: {istio: "
        + "ingressgateway}\n  servers:\n"
        + "  - port: {number: 15443, name: tls, protocol: TLS}\n    tls: {mode: AUTO_PASSTHROUGH}\n    hosts:\n    - "
        + "reviews.default.svc.cluster.local\n    - reviews\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Fact]
    public void A_sound_federation_has_no_error() =>
        Assert.Equal(["True"], Run("$s | Test-MeshFederation -Quiet").Select(value => value.ToString()));

    [Fact]
    public void Manifests_are_analysed_as_services_are() =>
        Assert.Equal(["True"], Run("$s | ConvertTo-MeshManifest | Test-MeshFederation -Quiet").Select(value => value.ToString()));

    [Theory]
    [InlineData("-SingleFile")]
    [InlineData("")]
    public void What_was_exported_is_analysed_by_the_layout_of_the_export(string layout) =>
        Assert.Equal(["True"], Run($"$null = $s | Export-MeshManifest '{_folder}' {layout}; Test-MeshFederation -Path '{_folder}' -Quiet")
            .Select(value => value.ToString()));

    [Fact]
    public void A_finding_of_a_file_has_its_line()
    {
        Write("cluster2.yaml", Broken);
        var finding = Assert.Single(Run($"Test-MeshFederation -Path '{_folder}/cluster2.yaml'"));
        Assert.Equal(
            ("MF1403", "cluster2", "spec.servers[0].hosts[1]", 11),
            (Value(finding, "Rule"), Value(finding, "Cluster"), Value(finding, "Field"), Value(finding, "Line")));
        Assert.EndsWith("cluster2.yaml", (string)Value(finding, "File")!, StringComparison.Ordinal);
        Assert.Equal("False", Run($"Test-MeshFederation -Path '{_folder}' -Quiet").Single().ToString());
    }

    [Fact]
    public void A_line_is_found_in_JSON_lists_and_behind_other_documents()
    {
        Write("c.yaml", "kind: ConfigMap\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.istio.io/v1\n  kind: "
            + "DestinationRule\n  metadata: {name: a}\n  spec:\n    host: a\n    subsets:\n    - name: v1.0\n");
        Write("d.json", "{\n  \"apiVersion\": \"networking.istio.io/v1\",\n  \"kind\": \"DestinationRule\",\n  \"metadata\": {\"name\": "
            + "\"a\"},\n  \"spec\": {\n    \"host\": \"a\",\n    \"subsets\": [\n      {\"name\": \"v1.0\"}\n    ]\n  }\n}\n");
        Assert.Equal([12, 8], Run($"(Test-MeshFederation -Path '{_folder}').Line").Select(line => line.BaseObject));
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_hide_the_others()
    {
        Write("cluster1.yaml", "a: [");
        Write("cluster2.yaml", Broken);
        var (output, errors) = _host.TryRun($"Test-MeshFederation -Path '{_folder}'");
        Assert.Equal(["MF9042", "MF1403"], output.Select(finding => Value(finding, "Rule")));
        Assert.StartsWith("MeshYamlInvalid,", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_alone_that_cannot_be_read_are_not_sound()
    {
        Write("cluster1.yaml", "a: [");
        Assert.Equal("False", _host.TryRun($"Test-MeshFederation -Path '{_folder}' -Quiet").Output.Single().ToString());
    }

    [Fact]
    public void Paths_are_given_by_cluster_too()
    {
        Write("gateway.yaml", Broken);
        Assert.Equal("west", Value(Run($"Test-MeshFederation -Path @{{ west = '{_folder}/gateway.yaml' }}").Single(), "Cluster"));
        Assert.Equal("cluster2", Value(Run($"Test-MeshFederation -Path '{_folder}' -Cluster $c2").Single(), "Cluster"));
    }

    [Fact]
    public void A_file_of_none_of_the_clusters_given_is_an_error()
    {
        Write("gateway.yaml", Broken);
        var error = _host.Fails(Declare + $"Test-MeshFederation -Path '{_folder}' -Cluster $c1, $c2");
        Assert.StartsWith("MeshAnalysisClusterUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_of_istiod_and_the_trust_domain_are_read_off_the_files()
    {
        Write(
            "west/istio.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}\nspec: "
            + "{template: {spec: {containers: [{image: 'docker.io/istio/pilot:1.12.9'}]}}}\n"
            + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: istio, namespace: istio-system}\ndata:\n  mesh: |\n    trustDomain: "
            + "west\n    trustDomainAliases: [south]\n"
            + "---\napiVersion: security.istio.io/v1beta1\nkind: AuthorizationPolicy\nmetadata: {name: a, namespace: default}\nspec: "
            + "{rules: [{from: [{source: {principals: [west/ns/default/sa/a]}}]}]}\n");
        Write(
            "west/rule.yaml",
            "apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a, namespace: default}\nspec: {host: a}\n");
        Assert.Equal(["MF4003", "MF5010"], Run($"(Test-MeshFederation -Path '{_folder}').Rule").Select(rule => rule.ToString()));
    }

    [Fact]
    public void Rules_are_left_out_by_wildcards()
    {
        Write("cluster2.yaml", Broken);
        Assert.Empty(Run($"Test-MeshFederation -Path '{_folder}' -ExcludeRule MF9999, mf14*"));
    }

    [Fact]
    public void Ids_of_rules_complete() => Assert.Equal(["MF1411"], _host.Complete("$s | Test-MeshFederation -ExcludeRule MF1411"));

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IReadOnlyList<System.Management.Automation.PSObject> Run(string script) => _host.Run(Declare + script);

    private static object? Value(System.Management.Automation.PSObject item, string name) => item.Properties[name].Value;

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
