namespace MeshFederation.Module.Tests;

/// <summary>Reading from and exporting to the file system.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Fact]
    public void Every_object_gets_a_file()
    {
        Run($"$s | Export-MeshManifest '{_folder}' -Name shop");
        Assert.Equal(
            [
                "cluster1/default/destinationrule-reviews.default.svc.cluster2.global.yaml",
                "cluster1/default/destinationrule-reviews.yaml",
                "cluster1/default/serviceentry-reviews.default.svc.cluster2.global.yaml",
                "cluster1/default/virtualservice-reviews.yaml",
                "cluster2/default/destinationrule-reviews.yaml",
                "cluster2/istio-system/gateway-meshfederation-shop.yaml",
            ],
            Files());
    }

    /// <summary>What stands in the file that cannot be read is wanted as before, for all that anybody knows.</summary>
    [Theory]
    [InlineData("Compare-MeshFederation -Name shop -Prune")]
    [InlineData("Set-MeshTrafficSplit cluster1:100 | Publish-MeshFederation -Name shop -Prune")]
    public void Nothing_is_pruned_by_half_a_declaration(string script)
    {
        Write("good.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: good}\nspec: {ports: [{name: http, port: 80}]}\n");
        Write("bad.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: [\n");
        var read = $"Get-MeshService -Path '{_folder}/*.yaml' -Cluster $c1 -ErrorAction SilentlyContinue | ";
        Assert.Contains("bad.yaml", AssertFails(read + script, "MeshDeclarationPartial"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_costs_only_itself()
    {
        Write(
            "good.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: good}\nspec: {ports: [{name: http, port: 80}]}\n---\na: [\n---\n"
                + "apiVersion: v1\nkind: Service\nmetadata: {name: better}\nspec: {ports: [{name: http, port: 80}]}\n");
        Write("bad.yaml", "a: [\n");
        Write("label.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {metadata: {labels: "
            + "{istio.io/rev: $REVISION}}, spec: {}}}\n");
        var read =
            Run($"Get-MeshService -Path '{_folder}/*.yaml' -Cluster $c1 -ErrorAction SilentlyContinue -ErrorVariable faults; $faults");
        Assert.Equal(["default/better", "default/good"], read.Take(2).Select(service => service.ToString()));
        var faults = read.Skip(2).Select(fault => fault.ToString()!).ToList();
        Assert.Equal(3, faults.Count);
        Assert.Contains(
            faults,
            fault => fault.Contains("label 'istio.io/rev'.", StringComparison.Ordinal) && !fault.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public void A_trace_and_an_analysis_go_on_behind_a_document_that_cannot_be_read()
    {
        Write("a.yaml", "a: [\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: a}, ports: [{name: http, "
            + "port: 80}]}\n---\n"
            + "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: b}\nspec: {hosts: [b]}\n");
        var found = Run($"Test-MeshFederation -Path @{{ cluster1 = '{_folder}/a.yaml' }} -Cluster $c1 -ErrorAction SilentlyContinue "
            + "-ErrorVariable faults; $faults.Count");
        Assert.Equal(["MF9042", "MF1304", "1"], found.Select(item => item.Properties["Rule"]?.Value?.ToString() ?? item.ToString()));
        var hops = Run($"Trace-MeshRequest cluster1 a:80 -YamlPath @{{ cluster1 = '{_folder}/a.yaml' }} -Cluster $c1 -ErrorAction "
            + "SilentlyContinue -ErrorVariable faults; $faults.Count");
        Assert.Equal("1", hops[^1].ToString());
        Assert.Equal("Service/default/a", hops[0].Properties["Object"].Value.ToString());
    }

    [Fact]
    public void SingleFile_keeps_the_order_of_publishing_whatever_the_order_of_the_pipeline()
    {
        Run($"$m = @($s | ConvertTo-MeshManifest); $m[5..0] | Export-MeshManifest '{_folder}' -SingleFile");
        Assert.Equal(["cluster1.yaml", "cluster2.yaml"], Files());
        var kinds =
            File.ReadLines(Path.Combine(_folder, "cluster1.yaml")).Where(line => line.StartsWith("kind: ", StringComparison.Ordinal));
        Assert.Equal(["kind: ServiceEntry", "kind: DestinationRule", "kind: DestinationRule", "kind: VirtualService"], kinds);
    }

    [Fact]
    public void What_is_right_already_is_not_touched()
    {
        Run($"$s | Export-MeshManifest '{_folder}'");
        var before = Files().Select(file => File.GetLastWriteTimeUtc(Path.Combine(_folder, file))).ToList();
        var again = Run($"$s | Export-MeshManifest '{_folder}'");
        Assert.All(again, change => Assert.Equal("Unchanged", change.Properties["Action"].Value.ToString()));
        Assert.Equal(before, Files().Select(file => File.GetLastWriteTimeUtc(Path.Combine(_folder, file))));
    }

    [Fact]
    public void What_is_no_longer_wanted_goes_with_Prune_only()
    {
        Run($"$s, (New-MeshServiceEntry old -Cluster $c2 -ClientCluster $c1 -Port http:80) | Export-MeshManifest '{_folder}'");
        Run($"$s | Export-MeshManifest '{_folder}' -WarningAction SilentlyContinue");
        Assert.Contains(Files(), file => file.Contains("old.default", StringComparison.Ordinal));

        var changes = Run($"$s | Export-MeshManifest '{_folder}' -Prune");
        Assert.Equal(2, changes.Count(change => change.Properties["Action"].Value.ToString() == "Delete"));
        Assert.DoesNotContain(Files(), file => file.Contains("old.default", StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_leaves_other_federations_and_other_programs_alone()
    {
        Run($"New-MeshServiceEntry other -Cluster $c2 -ClientCluster $c1 -Port http:80 | Export-MeshManifest '{_folder}' -Name other");
        File.WriteAllText(Path.Combine(_folder, "kustomization.yaml"), "resources: []\n");
        var before = Files();
        Run($"$s | Export-MeshManifest '{_folder}' -Name shop -Prune");
        Assert.Empty(before.Except(Files(), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kind: ConfigMap\n")]
    [InlineData("this is: [not yaml\n")]
    [InlineData("metadata:\n  labels:\n    app.kubernetes.io/managed-by: meshfederation\n    meshfederation.io/federation: another\n")]
    public void A_file_that_is_not_ours_is_an_error_before_anything_is_written(string text)
    {
        var path = Path.Combine(_folder, "cluster2", "istio-system", "gateway-meshfederation-default.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        AssertFails($"$s | Export-MeshManifest '{_folder}'", "MeshExportFileForeign");
        Assert.Equal(["cluster2/istio-system/gateway-meshfederation-default.yaml"], Files());
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void A_path_that_is_a_file_is_an_error()
    {
        var path = Path.Combine(_folder, "taken");
        File.WriteAllText(path, "mine");
        AssertFails($"$s | Export-MeshManifest '{path}'", "MeshExportPathInvalid");
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(Run($"$s | Export-MeshManifest '{_folder}/new' -WhatIf"));
        Assert.False(Directory.Exists(Path.Combine(_folder, "new")));
    }

    [Fact]
    public void Manifests_of_two_federations_are_not_mixed() =>
        AssertFails(
            "($s | ConvertTo-MeshManifest -Name a), ($s | ConvertTo-MeshManifest -Name b) | ForEach-Object { $_ } | Export-MeshManifest "
            + $"'{_folder}'",
            "MeshInputInvalid");

    [Fact]
    public void Something_else_down_the_pipeline_is_an_error() =>
        AssertFails($"'a text' | Export-MeshManifest '{_folder}'", "MeshInputInvalid");

    [Fact]
    public void Services_are_read_with_ports_versions_and_accounts()
    {
        var services =
            Run("Get-MeshService -Path '" + Path.Combine(ModuleHost.RepositoryRoot, "samples", "bookinfo.yaml") + "' -Cluster $c1, $c2");
        Assert.Equal(["details", "productpage", "ratings", "reviews"], services.Select(service => service.Properties["Name"].Value));
        var reviews = services[3];
        Assert.Equal("v1, v2, v3", reviews.Properties["Version"].Value.ToString());
        Assert.Equal("bookinfo-reviews", reviews.Properties["ServiceAccount"].Value.ToString());
        Assert.Equal("http:9080/HTTP", reviews.Properties["Port"].Value.ToString());
    }

    [Fact]
    public void Files_of_two_clusters_make_one_service()
    {
        var (one, two) = (Path.Combine(_folder, "one.yaml"), Path.Combine(_folder, "two.yaml"));
        File.WriteAllText(one, "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80, name: http}]}\n");
        File.WriteAllText(two, "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 8080, name: http}]}\n");
        var manifests = Run($"(Get-MeshService $c1 a -Path '{one}'), (Get-MeshService $c2 a -Path '{two}') | ForEach-Object {{ $_ | "
            + "New-MeshServiceEntry -ClientCluster $c1 } | ConvertTo-MeshManifest");
        var rule = manifests.Single(manifest => (string)manifest.Properties["Kind"].Value == "DestinationRule");
        Assert.Contains(
            "sni: outbound_.8080_._.a.default.svc.cluster.local", (string)rule.Methods["ToYaml"].Invoke(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [", "MeshYamlInvalid")]
    [InlineData("- a\n- b\n", "MeshFileInvalid")]
    [InlineData("kind: Service\napiVersion: v1\nmetadata: {name: a}\nspec: {ports: [{port: none}]}\n", "MeshFileInvalid")]
    public void A_file_that_cannot_be_read_is_an_error_that_names_it(string text, string id)
    {
        var path = Path.Combine(_folder, "in.yaml");
        File.WriteAllText(path, text);
        Assert.Contains("in.yaml", AssertFails($"Get-MeshService $c1 -Path '{path}'", id), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_a_directory_is_an_error() => AssertFails($"Get-MeshService $c1 -Path '{_folder}'", "MeshFileIsDirectory");

    [Fact]
    public void A_path_that_is_not_there_is_an_error() =>
        AssertFails($"Get-MeshService $c1 -Path '{_folder}/none.yaml'", "MeshFileNotFound");

    [Fact]
    public void A_name_that_no_service_has_is_an_error_that_says_which_there_are() =>
        Assert.Contains(
            "default/a", AssertFails($"Get-MeshService $c1 b -Path '{Service("a")}'", "MeshServiceNotFound"), StringComparison.Ordinal);

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Service(string name)
    {
        var path = Path.Combine(_folder, "service.yaml");
        File.WriteAllText(
            path, $"apiVersion: v1\nkind: Service\nmetadata: {{name: {name}}}\nspec: {{ports: [{{port: 80, name: http}}]}}\n");
        return path;
    }

    private IReadOnlyList<System.Management.Automation.PSObject> Run(string script) => _host.Run(DeclaredSplit.Script + script);

    private string AssertFails(string script, string id)
    {
        var error = _host.Fails(DeclaredSplit.Script + script);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error.ErrorDetails.Message + " " + error.ErrorDetails.RecommendedAction;
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
