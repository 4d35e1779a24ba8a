using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Module.Tests;

/// <content>What is said of requests: with -Debug each, and what servers warn of.</content>
public sealed partial class PublishTests
{
    [Theory]
    [InlineData("$seventyfive | Publish-MeshFederation -Name shop -Debug -WarningAction Continue -Confirm:$false", "PATCH")]
    [InlineData("$seventyfive | Compare-MeshFederation -Name shop -Debug", "GET")]
    [InlineData("Get-MeshFederation -Context cluster1 -Debug", "GET")]
    [InlineData("& { $DebugPreference = 'Continue'; Get-MeshFederation -Context cluster1 }", "GET")]
    public void Debug_shows_each_request_without_its_secrets(string script, string method)
    {
        var shown = _screen.Show(script);
        Assert.Matches(
            $@"{method} {System.Text.RegularExpressions.Regex.Escape(_clusters["cluster1"].Address.GetLeftPart(UriPartial.Authority))}"
            + @"/apis?/\S+: 2\d\d in \d+ ms",
            shown);
        Assert.DoesNotContain(_clusters["cluster1"].AdminToken, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("$seventyfive | Compare-MeshFederation -Name shop")]
    [InlineData("$seventyfive | Compare-MeshFederation -Name shop -Debug:$false")]
    public void Without_Debug_no_request_is_shown(string script) =>
        Assert.DoesNotMatch(@"in \d+ ms", _screen.Show(script));

    [Theory]
    [InlineData("$seventyfive | Publish-MeshFederation -Name shop")]
    [InlineData("$seventyfive | Compare-MeshFederation -Name shop")]
    public void Warnings_of_a_server_are_warnings_each_once(string script)
    {
        Answer(ApiAnswer.Of(System.Text.Json.Nodes.JsonNode.Parse("""{"kind": "List", "items": []}""")!)
            .With("Warning", "299 - \"old \\\"fields\\\" are ignored\", 110 proxy \"stale\""));
        var warned = _screen.Show(script).Split('\n').Where(line => line.StartsWith("WARNING: The server", StringComparison.Ordinal));
        Assert.Equal("WARNING: The server of the context 'cluster2' warns: old \"fields\" are ignored", Assert.Single(warned));
    }

    [Fact]
    public void A_long_message_of_a_server_is_cut_and_Debug_shows_all()
    {
        var message = string.Concat(Enumerable.Repeat("no such thing ", 100)) + "at the end eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
        Answer(ApiAnswer.Of(
            System.Text.Json.Nodes.JsonNode.Parse($$"""{"kind": "Status", "status": "Failure", "code": 400, "message": "{{message}}"}""")!,
            400));
        var shown = _screen.Show("$null = $seventyfive | Compare-MeshFederation -Name shop").ReplaceLineEndings(" ");
        Assert.Contains("more characters; -Debug shows all)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("at the end", shown, StringComparison.Ordinal);
        shown = _screen.Show("$null = $seventyfive | Compare-MeshFederation -Name shop -Debug").ReplaceLineEndings(" ");
        Assert.Contains("at the end ***", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unverified_server_is_said_once()
    {
        var config = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(_clusters.Kubeconfig))!;
        foreach (var entry in config["clusters"]!.AsArray())
        {
            entry!["cluster"]!.AsObject().Remove("certificate-authority-data");
            entry["cluster"]!["insecure-skip-tls-verify"] = true;
        }

        File.WriteAllText(_clusters.Kubeconfig, config.ToJsonString());
        var shown = _screen.Show("Get-MeshFederation -Context cluster1, cluster2; Get-MeshFederation -Context cluster1, cluster2")
            .ReplaceLineEndings(" ");
        Assert.Equal(2, shown.Split("insecure-skip-tls-verify").Length - 1);
        Assert.Contains($"The certificate of {_clusters["cluster1"].Address}", shown, StringComparison.Ordinal);
    }

    /// <summary>Lists of ServiceEntries of the second cluster are answered so.</summary>
    private void Answer(ApiAnswer answer) => _clusters["cluster2"].Faults.Add(
        new AnswerFault(answer), request => request is { Verb: "list", Plural: "serviceentries" }, times: FaultScript.Always);
}
