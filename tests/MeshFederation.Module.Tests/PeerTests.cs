using System.Reflection;

namespace MeshFederation.Module.Tests;

/// <summary>
/// What the policies of other tools for several meshes could say, said with our cmdlets: each comes to the field that it comes to there.
/// </summary>
public sealed class PeerTests : IDisposable
{
    private const string Peer = "Peer";

    private const string Service = """
        $east = New-MeshCluster east -TrustDomain east.example -GatewayAddress 192.0.2.10
        $west = New-MeshCluster west -TrustDomain west.example -GatewayAddress 192.0.2.20
        $cart = New-MeshServiceEntry cart -Namespace shop -Port http:8080 -Cluster $east, $west -ClientCluster $east `
            -ServiceAccount cart -Selector app=cart

        """;

    private readonly ModuleHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("U01", "Set-MeshTrafficSplit west:100 | Set-MeshTimeout 100ms", "timeout: '0.1s'")]
    [InlineData("U02", "Set-MeshRetryPolicy 5 -PerTryTimeout 5ms", "retries: attempts: 5 perTryTimeout: '0.005s'")]
    [InlineData("U03", "Set-MeshFault -Delay 2s -DelayPercent 50%", "fault: delay: fixedDelay: '2s' percentage: value: 50")]
    [InlineData("U04", "Set-MeshFault -Abort 500 -AbortPercent 50%", "fault: abort: httpStatus: 500 percentage: value: 50")]
    [InlineData(
        "U05",
        "Set-MeshTrafficSplit east:100 | Set-MeshMirror west -Percent 50%",
        "mirror: host: cart.shop.svc.west.global port: number: 8080 mirrorPercentage: value: 50")]
    [InlineData(
        "U06",
        "Set-MeshCorsPolicy a.example, prefix:https://b., regex:.*c -AllowMethod GET -AllowHeader x-a -ExposeHeader x-b -MaxAge 1s "
        + "-AllowCredentials:$false",
        "corsPolicy: allowOrigins: - exact: a.example - prefix: https://b. - regex: '.*c' allowMethods: - GET allowHeaders: - x-a "
        + "exposeHeaders: - x-b maxAge: '1s' allowCredentials: false")]
    [InlineData(
        "U07",
        "Set-MeshHeaderRule -RequestAdd @{ 'x-a' = '1' } -RequestRemove x-b -ResponseAdd @{ 'x-c' = '2' } -ResponseRemove x-d",
        "headers: request: add: x-a: '1' remove: - x-b response: add: x-c: '2' remove: - x-d")]
    [InlineData(
        "U08",
        "Set-MeshOutlierDetection",
        "outlierDetection: consecutive5xxErrors: 5 interval: '10s' baseEjectionTime: '30s' maxEjectionPercent: 100")]
    [InlineData(
        "U24",
        "Set-MeshTrafficSplit west:100 -Match @{ PathPrefix = '/'; Header = @{ 'set-cookie' = @{ Not = 'foo=bar' } } }",
        "withoutHeaders: set-cookie: exact: 'foo=bar'")]
    [InlineData(
        "U23",
        "Set-MeshTrafficSplit east:90, west:10 | Set-MeshHeaderRule -Destination west -ResponseAdd @{ 'set-cookie' = 'c=west; Secure' } "
        + "| Set-MeshTrafficSplit west:100 -Match @{ Header = @{ cookie = @{ Regex = '.*c=west.*' } } }",
        "- match: - headers: cookie: regex: '.*c=west.*'")]
    [InlineData(
        "U23",
        "Set-MeshTrafficSplit east:90, west:10 | Set-MeshHeaderRule -Destination west -ResponseAdd @{ 'set-cookie' = 'c=west; Secure' }",
        "weight: 10 headers: response: add: set-cookie: 'c=west; Secure'")]
    [InlineData(
        "U10",
        "Set-MeshFailover east, west",
        "interval: '1s' baseEjectionTime: '10s' maxEjectionPercent: 100 loadBalancer: localityLbSetting: enabled: true failoverPriority: "
        + "- meshfederation.io/rank-1")]
    public void A_policy_of_another_tool_comes_to_the_same_field(string peer, string policy, string field)
    {
        var objects = Objects($"{Service}$cart | {policy}");
        Assert.True(objects.Contains(field, StringComparison.Ordinal), $"{peer}: there is no {field} in {objects}");
    }

    [Theory]
    [InlineData("U01", "Set-MeshTimeout 0.5ms")]
    [InlineData("U02", "Set-MeshRetryPolicy 1 -PerTryTimeout 0.5ms")]
    [InlineData("U03", "Set-MeshFault -Delay 1s -DelayPercent 101%")]
    [InlineData("U02", "Set-MeshRetryPolicy -1")]
    public void What_other_tools_refuse_is_refused(string peer, string policy)
    {
        var id = _host.Fails($"{Service}$cart | {policy}").FullyQualifiedErrorId;
        Assert.True(id.StartsWith("Mesh", StringComparison.Ordinal), $"{peer}: {id}");
    }

    /// <summary>
    /// TLS connections of one port are split by the name that a client sends. The own names of the Service are split with it: a client
    /// sends what it dials, and one of several names alone would leave the others unsplit, or out of the mesh.
    /// </summary>
    [Fact]
    [Trait(Peer, "U30")]
    public void Connections_of_one_tls_port_are_split_by_a_server_name()
    {
        var objects = Objects("""
            $east = New-MeshCluster east -GatewayAddress 192.0.2.10
            $west = New-MeshCluster west -GatewayAddress 192.0.2.20
            New-MeshServiceEntry pay -Namespace shop -Port tls:3000, tls-two:3001 -Cluster $east, $west -ClientCluster $east `
                -SniHost a.example | Set-MeshTrafficSplit east:70, west:30 -Match @{ Port = 3000 }
            """);
        Assert.Contains(
            "- a.example port: 3000 route: - destination: host: pay.shop.svc.cluster.local port: number: 3000 weight: 70 "
                + "- destination: host: pay.shop.svc.west.global port: number: 3000 weight: 30",
            objects,
            StringComparison.Ordinal);
    }

    /// <summary>A service is exported by another name and namespace: callers know it by that alone, its gateway by its own.</summary>
    [Theory]
    [Trait(Peer, "U26")]
    [InlineData("basket.retail.svc.west.global")]
    [InlineData("basket.retail.svc.west-imports.local")]
    public void A_service_is_called_by_another_name_than_its_own(string name)
    {
        var objects = Objects($$"""
            $east = New-MeshCluster east -GatewayAddress 192.0.2.10
            $west = New-MeshCluster west -GatewayAddress 192.0.2.20
            New-MeshServiceEntry cart -Namespace shop -Port http:8080 -Cluster $west -ClientCluster $east -MeshHostname {{name}}
            """);
        Assert.Contains($"spec: hosts: - {name} addresses:", objects, StringComparison.Ordinal);
        Assert.Contains($"spec: host: {name} trafficPolicy:", objects, StringComparison.Ordinal);
        Assert.Contains("sni: outbound_.8080_._.cart.shop.svc.cluster.local", objects, StringComparison.Ordinal);
    }

    /// <summary>
    /// The cases of other tools, where they lie beside the checkout: those above, those that other tests hold, and those that are of no
    /// use here, which are imports of other tools' objects and rollouts in steps.
    /// </summary>
    [Fact]
    public void Every_case_of_other_tools_has_a_test_that_names_it()
    {
        (string Case, string File, string Test)[] elsewhere =
        [
            ("U12", "Tests/Planning/AccessPolicyTests.cs", "Exactly_those_are_let_in_who_are_declared_and_own_callers_are_left_alone"),
            ("U13", "Tests/Planning/AccessPolicyTests.cs", "A_federation_that_denies_by_default_lets_in_nobody_without_a_policy"),
            ("U14", "Clusters.Tests/Identity/IdentityPublisherTests.cs", "Without_rotation_a_cluster_that_has_none_gets_one_and_no_other"),
            ("U15", "Clusters.Tests/Identity/CertificateFileTests.cs", "An_authority_comes_back_from_PEM_and_PFX"),
            ("U27", "Clusters.Tests/Checking/LiveCheckTests.cs", "two.Remove(\"services\", \"default\", \"reviews\")"),
            ("U28", "Clusters.Tests/Checking/LiveCheckTests.cs", "\"gateway-pods\", \"cluster2\", CheckStatus.Failed"),
        ];
        string[] unused = ["U16", "U18", "U19", "U21", "U29"];
        var tests = Path.Combine(ModuleHost.RepositoryRoot, "tests");
        Assert.All(elsewhere, one => Assert.Contains(
            one.Test, File.ReadAllText(Path.Combine(tests, "MeshFederation." + one.File)), StringComparison.Ordinal));
        var methods = typeof(PeerTests).GetMethods();
        var known = methods.SelectMany(method => method.GetCustomAttributes<TraitAttribute>().Select(trait => trait.Value))
            .Concat(methods.SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data[0] as string)))
            .Concat(elsewhere.Select(one => one.Case)).Concat(unused).ToHashSet(StringComparer.Ordinal);
        var cases = Path.Combine(ModuleHost.RepositoryRoot, "..", "shared", "cases", "peers");
        if (!Directory.Exists(cases))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"There is no {cases}, so whether all of them are tried is not asked.");
            return;
        }

        Assert.All(Directory.GetDirectories(cases), folder => Assert.Contains(Path.GetFileName(folder)[..3], known));
    }

    /// <summary>All objects in one line, since how deep a field stands is not what is asked.</summary>
    private string Objects(string script) => string.Join(
        ' ',
        _host.Run($"{script} | ConvertTo-MeshManifest | ForEach-Object ToYaml").Select(text => text.ToString())
            .SelectMany(text => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}
