using System.Management.Automation;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Module.Tests;

namespace MeshFederation.Live.Tests;

/// <summary>Get-MeshCluster, as a user of a session with live clusters has it.</summary>
public sealed class GetMeshClusterTests : IAsyncLifetime
{
    private readonly ModuleHost _host = new();
    private TestClusters _clusters = null!;

    public async ValueTask InitializeAsync() => _clusters = await LiveScene.StartAsync();

    [Fact]
    public void A_context_is_read_and_known_by_its_name()
    {
        Assert.Equal(
            ["cluster1 1.30.3 cluster1 172.18.0.220:15443 True", "cluster1"],
            Texts("$c = Get-MeshCluster cluster1 -Kubeconfig $config; \"$c $($c.IstioVersion) $($c.TrustDomain) $($c.Gateway) "
                + "$($c.Facts.DnsCapture)\"; (New-MeshServiceEntry a -Cluster cluster1 -Port 80).Cluster.Name"));
    }

    [Fact]
    public void Wildcards_choose_contexts_and_so_does_the_pipeline()
    {
        Assert.Equal(["cluster1", "cluster2"], Texts("(Get-MeshCluster 'cluster[12]' -Kubeconfig $config).Name").Order());
        Assert.Equal(["cluster2"], Texts("('cluster2' | Get-MeshCluster -Kubeconfig $config).Name"));
        Assert.Equal(
            ["MeshInputEmpty"],
            Texts("try { @() | Get-MeshCluster -Kubeconfig $config } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"));
        Assert.Empty(Texts("Get-MeshCluster nothing* -Kubeconfig $config"));
    }

    [Fact]
    public void The_current_context_is_read_where_none_is_named_and_all_where_they_are_asked_for()
    {
        Assert.Equal(["cluster1"], Texts("(Get-MeshCluster -Kubeconfig $config).Name"));
        Assert.Equal(["cluster1", "cluster2"], Texts("(Get-MeshCluster -AllContexts -Kubeconfig $config 3>$null).Name").Order());
    }

    [Fact]
    public void Contexts_of_one_server_are_one_cluster_and_that_is_said()
    {
        var said = Texts("Get-MeshCluster cluster1-certificate, cluster1, cluster2 -Kubeconfig $config 3>&1 | ForEach-Object ToString");
        Assert.Equal(["cluster1", "cluster2"], said.Where(text => !text.Contains(' ', StringComparison.Ordinal)).Order());
        Assert.Contains(
            "The contexts 'cluster1' and 'cluster1-certificate' lead to the same server",
            Assert.Single(said, text => text.Contains("same server", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Contexts_that_cannot_be_read_are_errors_of_their_own_and_the_others_come()
    {
        var (output, errors) = Try("(Get-MeshCluster cluster1, cluster2-viewer -Kubeconfig $config).Name");
        Assert.Equal(["cluster1"], output.Select(name => name.ToString()));
        var error = Assert.Single(errors);
        Assert.Equal("MeshForbidden,MeshFederation.Commands.GetMeshClusterCommand", error.FullyQualifiedErrorId);
        Assert.Equal("cluster2-viewer", ((dynamic)error.Exception).Context as string);
        Assert.Equal(ErrorCategory.PermissionDenied, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_context_that_is_not_there_is_an_error_and_the_others_come()
    {
        var (output, errors) = Try("(Get-MeshCluster nowhere, cluster2 -Kubeconfig $config).Name");
        Assert.Equal("cluster2", output.Single().ToString());
        Assert.Equal("MeshContextNotFound", errors.Single().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("-Name one", "one")]
    [InlineData("-Name @{ cluster1 = 'one' }", "one")]
    [InlineData(
        "-IstioVersion 1.20 -TrustDomain td -GatewayAddress 192.0.2.1 -GatewayPort 443 -GatewaySelector istio=eastwestgateway "
        + "-GatewayNamespace istio-system",
        "cluster1")]
    public void What_is_given_is_taken(string arguments, string name) =>
        Assert.Equal([name], Texts($"(Get-MeshCluster cluster1 -Kubeconfig $config {arguments}).Name"));

    [Theory]
    [InlineData("cluster1, cluster2", "-Name one", "MeshClusterDuplicate")]
    [InlineData("cluster1", "-Name @{ other = 'one' }", "MeshContextNotFound")]
    [InlineData("cluster1", "-Name One", "MeshClusterNameInvalid")]
    [InlineData("cluster1, cluster2", "-GatewayAddress 192.0.2.1", "MeshClusterDuplicate")]
    [InlineData("cluster1", "-GatewayPort 0", "MeshPortOutOfRange")]
    [InlineData("cluster1", "-Timeout soon", "MeshDurationInvalid")]
    [InlineData("cluster1", "-IstioVersion two", "MeshIstioVersionInvalid")]
    [InlineData("cluster1", "-Kubeconfig /nowhere", "MeshFileNotFound")]
    public void What_cannot_be_is_an_error(string contexts, string arguments, string id)
    {
        var (output, errors) = Try($"Get-MeshCluster {contexts} "
            + $"{arguments}{(arguments.Contains("-Kubeconfig", StringComparison.Ordinal) ? "" : " -Kubeconfig $config")}");
        Assert.Empty(output);
        Assert.Equal(id, errors.Single().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_context_whose_name_cannot_be_part_of_a_host_name_says_how_to_name_it()
    {
        Rename("cluster1", "arn:aws:eks:eu-west-1:111122223333:cluster/Prod");
        var error = Try("Get-MeshCluster arn* -Kubeconfig $config").Errors.Single();
        Assert.Equal(
            "Say what it is called: -Name @{ 'arn:aws:eks:eu-west-1:111122223333:cluster/Prod' = 'prod' }.",
            error.ErrorDetails.RecommendedAction);
        Assert.Equal(["prod"], Texts("(Get-MeshCluster arn*Prod -Kubeconfig $config -Name prod).Name"));
    }

    [Fact]
    public async Task Ctrl_C_stops_it()
    {
        var hang = _clusters["cluster1"].Faults.Add(Fault.Hang, _ => true, times: FaultScript.Always);
        using var shell = _host.Shell($"Get-MeshCluster cluster1 -Kubeconfig '{_clusters.Kubeconfig}' -Timeout 5m");
        var running = shell.BeginInvoke();
        await hang.Reached;
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.True(running.IsCompleted);
        Assert.Empty(shell.Streams.Error);
    }

    [Fact]
    public async Task Who_takes_no_more_results_stops_the_reading()
    {
        var hang = _clusters["cluster1"].Faults.Add(Fault.Hang, _ => true, times: FaultScript.Always);
        var (_, errors) = Try("Get-MeshCluster cluster1, cluster2 -Kubeconfig $config -Timeout 5m | ForEach-Object { throw 'enough' }");
        Assert.Equal("enough", errors.Single().Exception.Message);
        await hang.Reached;
    }

    [Fact]
    public void What_a_credential_plugin_writes_is_shown()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The plugin is a shell script.");
        var plugin = Path.Combine(Path.GetDirectoryName(_clusters.Kubeconfig)!, "plugin.sh");
        File.WriteAllText(plugin, $$$"""
            #!/bin/sh
            echo 'To sign in, open https://example.com and enter ABC.' >&2
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"{{{_clusters["cluster1"].AdminToken}}}"}}'
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(plugin, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        SetUser(
            "cluster1",
            $$$"""{"exec":{"command":"{{{plugin}}}","apiVersion":"client.authentication.k8s.io/v1","interactiveMode":"Never"}}""");
        var output = Texts("Get-MeshCluster cluster1 -Kubeconfig $config 3>&1 | ForEach-Object ToString");
        Assert.Equal([$"{plugin}: To sign in, open https://example.com and enter ABC.", "cluster1"], output);
    }

    [Fact]
    public void Contexts_are_completed_from_the_file_alone()
    {
        Assert.Equal(
            ["cluster2", "cluster2-certificate", "cluster2-viewer"],
            _host.Complete($"Get-MeshCluster -Kubeconfig '{_clusters.Kubeconfig}' -Context cluster2"));
        Assert.All(_clusters.All, cluster => Assert.Empty(cluster.Requests));
    }

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _clusters.DisposeAsync();
    }

    private string[] Texts(string script) =>
        [.. _host.Run($"$config = '{_clusters.Kubeconfig}'; {script}").Select(value => value.ToString()!)];

    private (IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors) Try(string script) =>
        _host.TryRun($"$config = '{_clusters.Kubeconfig}'; {script}");

    private void Rename(string context, string name) => Change("contexts", context, entry => entry["name"] = name);

    private void SetUser(string name, string json) =>
        Change("users", name, entry => entry["user"] = System.Text.Json.Nodes.JsonNode.Parse(json));

    private void Change(string list, string name, Action<System.Text.Json.Nodes.JsonNode> change)
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_clusters.Kubeconfig))!;
        change(config[list]!.AsArray().Single(entry => (string)entry!["name"]! == name)!);
        File.WriteAllText(_clusters.Kubeconfig, config.ToJsonString());
    }
}
