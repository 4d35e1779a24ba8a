using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Module.Tests;

/// <summary>
/// What stands in objects of others, in files, in answers of servers and in what was typed is shown on every way out of every cmdlet, and
/// gives no order to a terminal or to the log of a pipeline.
/// </summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const string Bad = "a\u001b[5;35m\u001b]0;pwned\a\u009b5m##vso[task.complete]##[error]\u202e\u007f\b\r::stop-commands::x";

    private const string Declare =
        "$c1 = New-MeshCluster cluster1 -Kubeconfig $k -GatewayAddress 192.0.2.1; "
        + "$c2 = New-MeshCluster cluster2 -Kubeconfig $k -GatewayAddress 192.0.2.2; "
        + "$plain = New-MeshServiceEntry reviews -Cluster $c1, $c2 -ClientCluster $c1 -Port http:9080; "
        + "$s = $plain | Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25; "
        + "$finding = [MeshFederation.Model.Findings.MeshFinding]::new('MF3013', 'Error', $bad, 'cluster1', $bad, $bad); "
        + "$PSDefaultParameterValues = @{ '*-MeshFederation:SettleTimeout' = 0; '*-MeshFederation:SettleTime' = 0 }";

    /// <summary>What gives an order where it arrives as it is.</summary>
    private static readonly string[] Orders =
        ["\u001b[5;35m", "\u001b]", "\a", "\u009b", "##vso[", "##[", "\u202e", "\u007f", "\b", "\r::stop", "\n::stop"];

    private readonly ModuleScreen _screen = new(columns: 100);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshfederation-");
    private TestClusters _clusters = null!;

    public static TheoryData<string> Scripts => [.. HostileScripts.All];

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(2);
        HostileScripts.WriteFiles(_folder.FullName, Bad);
        HostileScripts.PutObjects(_clusters["cluster1"], Bad);
        _screen.MoveTo(_folder.FullName);
        _screen.Values($"$k = '{_clusters.Kubeconfig}'; $bad = (Get-Content bad.txt -Raw); {Declare}");
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Nothing_gives_an_order(string script)
    {
        var asked = new List<string>();
        _screen.Choose = (question, enter) =>
        {
            asked.Add(question);
            return enter;
        };
        var shown = Shown(script);
        Assert.True(shown.Length + asked.Count > 0, script);
        AssertHarmless(string.Join('\n', [shown, _screen.Progress, .. asked]));
    }

    [Theory]
    [InlineData("patch", "$s | Publish-MeshFederation -Name shop -Verbose -Debug")]
    [InlineData("list", "$s | Compare-MeshFederation -Name shop -Debug")]
    [InlineData("list", "Get-MeshFederation -Cluster $c1, $c2")]
    [InlineData("list", "Get-MeshService $c1")]
    [InlineData("list", "Trace-MeshRequest cluster1 reviews:9080 -Live -Cluster $c1, $c2")]
    [InlineData("list", "$s | Test-MeshFederation -Live -Name shop")]
    [InlineData("list", "$s | Test-MeshFederation -Live -Name shop | Export-MeshReport Markdown")]
    [InlineData("list", "Unpublish-MeshFederation shop -Cluster $c1, $c2 -Confirm:$false")]
    [InlineData("get", "Get-MeshCluster cluster1 -Kubeconfig $k -Name read")]
    public void No_answer_of_a_server_gives_an_order(string verb, string script)
    {
        _clusters["cluster1"].Faults.Add(
            Fault.Answer(StatusBody.Failure(422, Bad, Bad).With("Warning", "299 - \"" + Visible(Bad) + "\"")),
            request => request.Verb == verb,
            times: FaultScript.Always);
        AssertHarmless(Shown(script));
    }

    /// <summary>
    /// Columns and the engine break a text anywhere, and GitHub's runner obeys a line that begins with a command, white space aside.
    /// </summary>
    [Theory]
    [InlineData("Test-MeshFederation -Path evil.yaml")]
    [InlineData("Test-MeshFederation -Path evil.yaml | Format-List")]
    [InlineData("Test-MeshFederation -Path evil.yaml | Export-MeshReport Text")]
    [InlineData("$evil | ForEach-Object { $plain | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Header = @{ a = $_ } } }")]
    [InlineData("$evil | ForEach-Object { New-MeshMatch -Header @{ a = $_ } } | Format-List")]
    [InlineData("$evil | ForEach-Object { [MeshFederation.Model.Findings.MeshFinding]::new('MF3013', 'Error', $_, 'a', $_, $_) } "
        + "| Format-List")]
    public void No_line_begins_with_a_command_wherever_it_is_broken(string script)
    {
        const string Broken = "/::error::pwned/::error::pwned/::stop-commands::pwned";
        var evil = Enumerable.Range(0, 121).Select(length => new string('b', length) + Broken).ToList();
        File.WriteAllText(Path.Combine(_folder.FullName, "evil.yaml"), string.Join("\n---\n", evil.Select((text, number) => $$$"""
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: v{{{number}}}, namespace: default}
            spec: {hosts: ["{{{text}}}"], http: [{route: [{destination: {host: "{{{text}}}"}}]}]}
            """)));
        _screen.Values($"$evil = {string.Join(", ", evil.Select(text => $"'{text}'"))}");
        var shown = _screen.Show(script);
        Assert.Contains("pwned", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*::[a-z]", shown);
    }

    [Theory]
    [InlineData("-InformationAction Continue")]
    [InlineData("6>&1")]
    public void Who_has_a_lease_gives_no_order(string stream)
    {
        _clusters["cluster1"].Put(new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = "meshfederation-shop", ["namespace"] = "istio-system" },
            ["spec"] = new JsonObject { ["holderIdentity"] = Bad, ["leaseDurationSeconds"] = 3600 },
        });
        _clusters["cluster1"].Faults.Add(
            Fault.Call(() => _clusters["cluster1"].Remove("leases", "istio-system", "meshfederation-shop")),
            request => request is { Verb: "get", Plural: "leases" },
            skip: 1);
        var shown = Shown($"$s | Publish-MeshFederation -Name shop -Force -Confirm:$false -Wait {stream}");
        Assert.Contains("Waiting for it.", shown, StringComparison.Ordinal);
        AssertHarmless(shown);
    }

    [Fact]
    public async Task No_progress_gives_an_order()
    {
        foreach (var name in (string[])["cluster1", "cluster2"])
        {
            var istiod = await _clusters[name].AddIstiodAsync("istiod-1", TimeProvider.System);
            istiod.Reaches = static _ => TimeSpan.FromHours(1);
            istiod.Connect(Bad);
        }

        Shown("$s | Publish-MeshFederation -Name shop -Force -Confirm:$false -SettleTimeout 1s");
        Assert.Contains("pwned", _screen.Progress, StringComparison.Ordinal);
        AssertHarmless(_screen.Progress);
    }

    [Fact]
    public void Every_cmdlet_is_tried()
    {
        var all = string.Join('\n', HostileScripts.All);
        Assert.All(
            _screen.Values("(Get-Command -Module MeshFederation).Name").Select(name => name.ToString()),
            name => Assert.Contains(name, all, StringComparison.Ordinal));
    }

    [Fact]
    public void No_completion_shows_an_order() => Assert.All(
        _screen.Values("foreach ($line in 'Get-MeshCluster -Kubeconfig ./kubeconfig -Context ', "
            + "'Get-MeshService $c1 -Path one.yaml -Name ') {"
            + " [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches }"),
        match => AssertHarmless(
            $"{match.Properties["CompletionText"].Value}\n{match.Properties["ListItemText"].Value}\n{match.Properties["ToolTip"].Value}"));

    [Theory]
    [InlineData("$finding | Export-MeshReport JUnit a.xml")]
    [InlineData("$finding | Export-MeshReport Sarif a.sarif")]
    [InlineData("$s | Export-MeshTopology a.svg -Finding $finding -Title $bad")]
    [InlineData("$s | Export-MeshTopology a.html -Finding $finding -Title $bad")]
    [InlineData("$s | Export-MeshTopology a.mmd -Finding $finding -Title $bad")]
    [InlineData("$s | Export-MeshTopology a.dot -Finding $finding -Title $bad")]
    [InlineData("$plain | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Header = @{ a = $bad } } | Export-MeshManifest ./written")]
    public void No_file_of_data_holds_a_control_character(string script)
    {
        Shown(script);
        var files = _folder.GetFiles("a.*").Concat(_folder.GetDirectories("written").SelectMany(
            folder => folder.GetFiles("*", SearchOption.AllDirectories))).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.DoesNotContain(
            File.ReadAllText(file.FullName), character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')));
    }

    public async ValueTask DisposeAsync()
    {
        _screen.Dispose();
        await _clusters.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Shown(string script) => _screen.ShowDecorated(
        $"$PSStyle.OutputRendering = 'Ansi'; try {{ {script} }} catch {{ $_; $_ | Format-List CategoryInfo, FullyQualifiedErrorId -Force; "
        + "$_.ErrorDetails.RecommendedAction }");

    /// <summary>A header cannot hold control characters.</summary>
    private static string Visible(string text) => string.Concat(text.Where(character => character is >= ' ' and <= '~'));

    private static void AssertHarmless(string shown)
    {
        foreach (var order in Orders)
        {
            var at = shown.IndexOf(order, StringComparison.Ordinal);
            if (at >= 0) Assert.Fail(FormattableString.Invariant($"{Escaped(order)} in: {Escaped(shown[Math.Max(0, at - 200)..])}"));
        }
    }

    private static string Escaped(string text) => string.Concat(text.Select(character => char.IsControl(character) && character != '\n'
        ? string.Create(CultureInfo.InvariantCulture, $"<{(int)character:x2}>")
        : $"{character}"));
}
