namespace MeshFederation.Module.Tests;

/// <summary>The way of a request as its user asks for it: of services, manifests and files, and as text, objects and graphs.</summary>
public sealed class TraceTests : IDisposable
{
    /// <summary>Routes by header, path, method, labels of the caller, and a port whose protocol is not said.</summary>
    private const string Objects = """
        apiVersion: v1
        kind: Service
        metadata: {name: reviews, namespace: default}
        spec: {selector: {app: reviews}, ports: [{name: http, port: 9080}, {name: odd, port: 9090}, {name: tls, port: 9443}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: reviews, namespace: default}
        spec:
          hosts: [reviews]
          http:
          - {match: [{headers: {end-user: {exact: jason}}, port: 9080}], directResponse: {status: 201}}
          - {match: [{uri: {prefix: /api}, method: {exact: POST}, port: 9080}], directResponse: {status: 202}}
          - {match: [{sourceLabels: {app: web}, port: 9080}], directResponse: {status: 203}}
          - {match: [{port: 9090}], directResponse: {status: 204}}
          - {match: [{port: 9080}], directResponse: {status: 205}}
          tls:
          - {match: [{sniHosts: [reviews], port: 9443}], route: [{destination: {host: reviews, port: {number: 9443}}}]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
    private readonly ModuleHost _host = new();

    [Theory]
    [InlineData("$s | Trace-MeshRequest cluster1 reviews:9080")]
    [InlineData("$s | Trace-MeshRequest -From cluster1/default -To http://reviews.default:9080/")]
    [InlineData("$s | ConvertTo-MeshManifest | Trace-MeshRequest cluster1 reviews:9080 -Cluster $c1, $c2")]
    [InlineData("Trace-MeshRequest cluster1 reviews:9080 -InputObject $s")]
    public void Services_and_manifests_lead_to_the_same_pods(string script)
    {
        var hops = Run(script);
        Assert.All(hops, hop => Assert.NotEqual("Broken", Text(hop, "Outcome")));
        Assert.Equal(
            ["75 cluster2 version=v3", "25 cluster1 version=v1"],
            hops.Where(hop => Text(hop, "Step") == "Pods")
                .Select(hop => $"{Text(hop, "Share")} {Text(hop, "Cluster")} {Text(hop, "Decision")}"));
    }

    [Fact]
    public void What_was_exported_is_traced_from_its_files()
    {
        var ends = Run($"$null = $s | Export-MeshManifest '{_folder}'; Trace-MeshRequest cluster1 reviews:9080 -YamlPath '{_folder}'")
            .Where(hop => Text(hop, "Step") == "Pods");
        Assert.Equal(["cluster2", "cluster1"], ends.Select(hop => Text(hop, "Cluster")));
    }

    [Fact]
    public void A_file_is_that_of_its_name_or_of_the_cluster_given()
    {
        Write("west.yaml");
        Assert.Equal(
            "http[4].match[0] answers itself", Decision("Trace-MeshRequest west reviews:9080", $"-YamlPath '{_folder}/west.yaml'"));
        Assert.Equal(
            "http[4].match[0] answers itself",
            Decision("Trace-MeshRequest east reviews:9080", $"-YamlPath @{{ east = '{_folder}/west.yaml' }}"));
    }

    [Theory]
    [InlineData("reviews:9080 -Header @{ 'End-User' = 'jason' }", "http[0].match[0] answers itself")]
    [InlineData("reviews:9080 -Header @{ 'end-user' = 'kim' }", "http[4].match[0] answers itself")]
    [InlineData("reviews:9080 -RequestPath /api/v1 -Method post", "http[1].match[0] answers itself")]
    [InlineData("http://reviews:9080/api/v1 -Method POST", "http[1].match[0] answers itself")]
    [InlineData("reviews:9080 -RequestPath /api/v1", "http[4].match[0] answers itself")]
    [InlineData("reviews:9080 -SourceLabel @{ app = 'web' }", "http[2].match[0] answers itself")]
    [InlineData("reviews:9090", "http[3].match[0] answers itself")]
    public void What_is_asked_decides_the_route(string arguments, string decision)
    {
        Write("west.yaml");
        Assert.Equal(decision, Decision("Trace-MeshRequest west " + arguments, $"-YamlPath '{_folder}/west.yaml'"));
    }

    [Fact]
    public void A_connection_without_HTTP_goes_past_the_routes_of_requests()
    {
        Write("west.yaml");
        Assert.DoesNotContain(
            "http", Decision("Trace-MeshRequest west reviews:9090 -NotHttp", $"-YamlPath '{_folder}/west.yaml'"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_server_name_decides_where_applications_speak_TLS_themselves()
    {
        Write("west.yaml");
        Assert.StartsWith(
            "tls[0].match[0]: 100 % the host itself",
            Decision("Trace-MeshRequest west reviews:9443 -Sni reviews", $"-YamlPath '{_folder}/west.yaml'"),
            StringComparison.Ordinal);
        var passedOn = Decision("Trace-MeshRequest west reviews:9443 -Sni other", $"-YamlPath '{_folder}/west.yaml'");
        Assert.StartsWith("no route has the server name other: passed on to the called address", passedOn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_break_has_the_finding_that_explains_it()
    {
        Write("west.yaml", "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, namespace: default}\nspec: "
            + "{hosts: [a], http: [{route: [{destination: {host: b}}]}]}\n---\n"
            + "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: default}\nspec: {ports: [{name: http, port: 80}]}");
        var broken = Run($"Trace-MeshRequest west a -YamlPath '{_folder}/west.yaml'").Single(hop => Text(hop, "Outcome") == "Broken");
        Assert.Equal("MF2002", Text(System.Management.Automation.PSObject.AsPSObject(broken.Properties["Finding"].Value), "Rule"));
    }

    [Theory]
    [InlineData("Mermaid", "flowchart ", "75 %")]
    [InlineData("Dot", "digraph ", "75 %")]
    public void A_graph_is_one_text_with_the_shares(string format, string start, string part)
    {
        var text = Assert.IsType<string>(Assert.Single(Run($"$s | Trace-MeshRequest cluster1 reviews:9080 -Format {format}")).BaseObject);
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$s | Trace-MeshRequest cluster1 reveiws:9080", "MeshTraceHostUnknown")]
    [InlineData("$s | Trace-MeshRequest cluster9 reviews:9080", "MeshTraceClusterUnknown")]
    [InlineData("$s | Trace-MeshRequest cluster1/No_Namespace reviews:9080", "MeshTraceArgumentInvalid")]
    [InlineData("$s | Trace-MeshRequest cluster1 reviews:99999", "MeshTraceArgumentInvalid")]
    [InlineData("$s | Trace-MeshRequest cluster1 'http://'", "MeshTraceArgumentInvalid")]
    [InlineData(
        "New-MeshServiceEntry two -Cluster $c1 -ClientCluster $c1 -Port http:80, grpc:81 | Trace-MeshRequest cluster1 two",
        "MeshTracePortMissing")]
    [InlineData("Trace-MeshRequest cluster1 reviews:9080 -YamlPath ./nowhere.yaml", "MeshFileNotFound")]
    public void Mistakes_have_ids(string script, string id)
    {
        var (output, errors) = _host.TryRun(DeclaredSplit.Script + script);
        Assert.Empty(output);
        Assert.StartsWith(id + ",", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Trace-MeshRequest cl", "cluster1", "cluster2")]
    [InlineData("Trace-MeshRequest cluster1/", "cluster1/default")]
    [InlineData("Trace-MeshRequest cluster1 reviews.default:", "reviews.default:9080")]
    [InlineData("Trace-MeshRequest cluster1 reviews:9080 -Method DE", "DELETE")]
    [InlineData("Trace-MeshRequest cluster1 reviews:9080 -Format ", "Dot", "Hop", "Mermaid")]
    [InlineData("Trace-MeshRequest cluster1 reviews:9080 -Cluster cluster2", "cluster2")]
    public void Names_complete(string line, params string[] completions)
    {
        Run("$null = $s");
        Assert.Equal(completions, _host.Complete(line).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(System.Management.Automation.PSObject hop, string property) => hop.Properties[property].Value.ToString()!;

    private IReadOnlyList<System.Management.Automation.PSObject> Run(string script) => _host.Run(DeclaredSplit.Script + script);

    /// <summary>What was decided where the route is chosen, or last before pods are.</summary>
    private string Decision(string command, string files)
    {
        var hops = Run($"{command} {files}");
        return Text(hops.LastOrDefault(hop => Text(hop, "Step") == "Route") ?? hops[^1], "Decision");
    }

    private void Write(string name, string yaml = Objects) => File.WriteAllText(Path.Combine(_folder, name), yaml);
}
