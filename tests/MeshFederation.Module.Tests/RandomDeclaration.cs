using System.Text.Json;

namespace MeshFederation.Module.Tests;

/// <summary>
/// Random federations as files, of every key that a cmdlet takes, with texts that YAML and PowerShell could read as something else.
/// </summary>
internal sealed class RandomDeclaration(int seed)
{
    /// <summary>The keys that are read of clusters and files and that no cmdlet takes.</summary>
    public static readonly string[] OnlyRead =
        ["distributesByLocality", "enableAutoMtls", "failoverPriority", "globalService", "namedTargetPort", "otherPort", "upgradesHttp"];

    private static readonly string[] Texts =
    [
        "jason", "it's", "\u2019\u2018\u201A\u201B", "$(throw 1)", "`$x", "a: b # c", "\"", "'; throw 1 #", "1.30", "yes", "null",
        "line\nbreak",
        "\u0007", "\u202e", "\U0001F600", "@{a=1}", "a,b", " x ", "|", "%", "{}", "~", "-1", "0x1F",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The file, as JSON, which is YAML too.</summary>
    public string Write() => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["services"] = Enumerable.Range(0, _random.Next(1, 4)).Select(Service).ToArray(),
        ["federation"] = Some(
            ("name", "shop"), ("cluster", All("cluster1", "cluster2")), ("?clientCluster", "cluster1"), ("namespace", "shop"),
            ("?hostSuffix", "mesh"), ("?addressPool", "240.16.0.0/12"),
            ("?denyByDefault", true)),
        ["clusters"] = new[] { Cluster("cluster1"), Cluster("cluster2") },
        ["version"] = 1,
    });

    private Dictionary<string, object> Cluster(string name) => Some(
        [.. Place(), ("name", name), ("?context", Text()), ("?defaultNamespace", "here"), ("istioVersion", "1.30.3"),
        ("?trustDomain", "td.example"),
        ("?clusterDomain", "k8s.example"), ("?network", "net-1"), ("?istioNamespace", "istio-2"),
        ("?gatewayPort", 443), ("?gatewayTargetPort", 8443),
        ("?gatewayNamespace", "gateways"), ("?gatewaySelector", Labels()), ("?routingMode", "ClientSni"),
        ("?tunnelGateway", "gateways/east"), ("?tunnelGatewayAddress", "192.0.2.8"), ("?tunnelGatewayPort", 15009),
        ("?discoverySelector", new object[] { "env in (prod, stage),!old", Some() }), ("?defaultServiceExportTo", All(".", "shop")),
        ("?defaultVirtualServiceExportTo", "*"), ("?defaultDestinationRuleExportTo", "~"), ("?outboundTrafficPolicy", "RegistryOnly"),
        ("?noAutoMtls", true)]);

    private (string, object)[] Place() => _random.Next(3) switch
    {
        0 => [("region", "us-east-1"), ("zone", "us-east-1a")],
        1 => [("?region", "1.30"), ("gatewayAddress", All("192.0.2.1", "gw.example.com", "fd00::1")), ("?resolveGateway", true)],
        _ => [("?gatewayAddress", "192.0.2.1")],
    };

    private Dictionary<string, object> Service(int number) => Service(number, _random.Next(3) == 0);

    private Dictionary<string, object> Service(int number, bool isServed) => Some(
        ("name", $"s{number}"), ("?namespace", "other"), ("?cluster", All("cluster2", "cluster1")),
        ("?clientCluster", All("cluster2", "cluster1")),
        ("port", new object[] { "http:80", Some(("name", "http-x"), ("number", 81), ("protocol", "")), "https:443", 5432 }),
        ("?clusterPort", Some(("?cluster2", Some(("http", 8080))), ("?cluster1", Some(("https", 444))))),
        ("?routingMode", Either("Auto", "Ambient")),
        ("?serviceAccount", Either(All("a", "b"), All("cluster1/a", "cluster2/b", "cluster2/c"))),
        ("?selector", Either(Labels(), Some(("cluster1", Labels())))),
        ("?targetPort", Either(Some(("http", 8080)), Some(("cluster2", Some(("http", 8081), ("https", 1)))))),
        ("?address", Some(("cluster2", $"240.0.0.{number + 1}"))), ("?hostSuffix", "other"), ("?sniHost", "shop.example.com"),
        isServed ? ("serveHostname", true) : ("?maxRequestsPerConnection", _random.Next(3)),
        _random.Next(2) == 0 ? ("?noRetry", true) : ("?policy", Policies()),
        _random.Next(2) == 0 ? ("?trafficSplit", Splits()) : ("?failover", Failover(("?match", Match()))),
        ("?gatewaySplit", Split(("gateway", Either("istio-system/web", "cluster1/a/b")), ("hostname", "*.example.com"))),
        (isServed ? "meshHostname" : "?meshHostname", $"s{number}.mesh.example"),
        ("?gatewayFailover", Failover(("gateway", "istio-system/web"), ("hostname", "fail.example.com"))),
        ("?access", new[] { Access(), Access() }),
        ("?suspended", new[] { Some(("cluster", Either("cluster2", All("cluster1")))) }));

    private Dictionary<string, object> Failover(params (string, object)[] more) =>
        Some(_random.Next(3) switch
        {
            0 => [("region", All("us-east-1:80", "eu-west-1:20")), ("?destination", All("cluster1/v1", "cluster2")), .. more],
            1 => [("region", "us-east-1"), ("destination", All("cluster2", "cluster1")), .. more],
            _ => [("destination", All("cluster1/v1", "cluster2")), .. more],
        });

    private Dictionary<string, object> Access() => Some(
        ("fromServiceAccount", Either("shop/productpage", All("shop/productpage", "other/web"))), ("?fromNamespace", "edge"),
        ("port", "http"), ("?method", All("GET", "HEAD")), ("?requestPath", Either("/reviews*", All("/a", "*/b"))));

    private object[] Policies() =>
    [
        Some(("timeout", Some(("timeout", "5s"), ("?match", Match())))),
        Some(("fault", Some(
        [
            ("abort", Either(503, "UNAVAILABLE")), ("?abortPercent", "0.5%"), ("?match", new[] { Match(), Match() }),
            .. Together(("delay", "2s"), ("delayPercent", "50%")),
        ]))),
        Some(("headerRule", Some(
            ("requestSet", Some(("x-a", Line()))), ("?requestAdd", Some((":authority", "a.example"))), ("?requestRemove", "x-c"),
            ("?responseSet", Some(("x-d", Line()))), ("?responseRemove", All("server", "x-b")), ("?match", Match())))),
        Some(("headerRule", Some(("responseAdd", Some(("x-b", "1"))), ("destination", Places())))),
        Some(("corsPolicy", Some(
            ("allowOrigin", All("https://a.example", "regex:.*[.]example")), ("?allowCredentials", false), ("?allowMethod", All("GET")),
            ("?allowHeader", All("x-a", "x-b")), ("?exposeHeader", "x-c"), ("?maxAge", "1h"), ("?unmatchedPreflights", "Ignore"),
            ("?match", Match())))),
        Some(("mirror", Some(("to", All("cluster2/v3", "cluster1")), ("?percent", "50%"), ("?match", Match())))),
        Some(("rewrite", Either(
            Some(("path", "/x"), ("?authority", "a.example"), ("match", Some(("path", "/y")))),
            Some(("pathRegex", "^/a/(.*)'"), ("replacement", "/b/\\1"))))),
        Some(("redirect", Either(
            Some(("path", "/x"), ("?authority", "a.example"), ("?scheme", "https"), ("?port", 8443), ("?code", 308), ("match", Match())),
            Either(
                Some(("status", 503), ("?body", Text()), ("match", Match())),
                Some(("pathPrefix", "/x"), ("match", Some(("pathPrefix", "/y")))))))),
        Some(("retryPolicy", Some(
            ("attempts", 2), ("?perTryTimeout", "1s"), ("?retryOn", All("gateway-error", "503")), ("?backoff", "25ms"),
            ("?remoteLocalities", true), ("?ignorePreviousHosts", false), ("?match", Match())))),
        .. OfDestinations(),
    ];

    private object[] OfDestinations() =>
    [
        Some(("outlierDetection", Some(
            ("?consecutive5xxErrors", 5), ("?consecutiveGatewayErrors", 3), ("?consecutiveLocalOriginFailures", 2),
            ("?httpErrorCode", All("429", "503")), ("?interval", "1s"), ("?baseEjectionTime", "1m"), ("?maxEjectionPercent", 100),
            ("?minHealthPercent", 0), ("?destination", Places())))),
        Some(("connectionPool", Some(
        [
            ("connectTimeout", "500ms"), ("?maxConnections", 7), ("?maxConnectionDuration", "10m"), ("?tcpIdleTimeout", "1h"),
            ("?keepaliveTime", "1m"), ("?keepaliveInterval", "10s"), ("?keepaliveProbes", 3), ("?maxPendingRequests", 7),
            ("?maxRequests", 7), ("?maxRequestsPerConnection", 0), ("?maxConcurrentStreams", 7), ("?idleTimeout", "1m"),
            ("?upgradeToHttp2", false), ("?useClientProtocol", true), ("?destination", Places()),
            .. Together(("http2KeepaliveInterval", "30s"), ("http2KeepaliveTimeout", "5s")),
            .. _random.Next(2) == 0 ? [("?maxRetries", 7)]
                : new (string, object)[]
                {
                    ("?retryBudgetPercent", "20%"), ("?retryBudgetMinConcurrency", 3), ("?retryBudgetInterval", "10s"),
                },
        ]))),
        Some(("loadBalancer", Some([("?destination", Places()), .. _random.Next(6) switch
        {
            0 => [("hashHeader", "x-user"), ("localOnly", true)],
            1 => [("hashCookie", "c"), ("?cookiePath", "/"), ("?cookieTtl", "1h"), ("localOnly", true)],
            2 => [("hashQueryParameter", "q"), ("localOnly", true)],
            3 => [("hashSourceIp", true), ("localOnly", true)],
            4 => [("warmup", "2m"), ("?warmupMinimumPercent", 10), ("localOnly", true)],
            _ => new (string, object)[] { ("algorithm", Either("RoundRobin", "Random")) },
        }]))),
    ];

    private object Places() => Either("cluster2/v3", All("cluster1", "cluster2/version=v1,track=canary"));

    /// <summary>All entries or none.</summary>
    private (string, object)[] Together(params (string, object)[] entries) => _random.Next(2) == 0 ? entries : [];

    private object[] Splits() =>
    [
        _random.Next(2) == 0 ? WithFallbacks() : Split(),
        Split(("match", Match())),
        Split(("match", new[] { Match(), Match() })),
    ];

    private Dictionary<string, object> Split(params (string, object)[] more) => Some(
    [
        ("destination", Either(
            new object[] { "cluster2/v3:75", "cluster1/version=v1,track=canary:25" },
            new object[] { Some(("cluster", "cluster1"), ("weight", 100), ("?subset", "v1"), ("?port", 80)) })),
        .. more,
    ]);

    /// <summary>Destinations with what takes over for each, or for all of other clusters.</summary>
    private Dictionary<string, object> WithFallbacks(params (string, object)[] more) => Some(
    [
        ("destination", new object[] { "cluster2/v3:75", "cluster1/v1:15", "cluster1/v2:10" }),
        ("fallback", Either("cluster1/v1", Some(("cluster2/v3", Either("cluster1", All("cluster1/v2"))), ("?cluster1/v1", "cluster2")))),
        .. more,
    ]);

    private Dictionary<string, object> Match() => Some(
    [
        .. Path(), ("header", Some(("End-User", Condition()), ("?x-z", Condition()))), ("?method", "get"),
        ("?query", Some(("q", Text()))), ("?port", 80),
        .. _random.Next(2) == 0 ? [("?sourceLabel", Labels()), ("?sourceNamespace", "edge")]
            : new (string, object)[] { ("?gateway", All("mesh", "a/b")) },
    ]);

    private (string, object)[] Path() => _random.Next(5) switch
    {
        0 => [("path", "/api'" + Line()), ("?ignoreCase", true)],
        1 => [("pathRegex", "/a.*'")],
        2 => [],
        _ => [("pathPrefix", "/api'" + Line()), ("?ignoreCase", false)],
    };

    private object Condition() => _random.Next(8) switch
    {
        0 => Some(("present", true)),
        1 => Some(("present", false)),
        2 => Some(("regex", "a.*'")),
        3 => Some(("prefix", Line())),
        4 => Some(("not", Line())),
        5 => Some(("notPrefix", Line())),
        6 => Some(("notRegex", "b.*'")),
        _ => Some(("exact", Line() + "*")),
    };

    private Dictionary<string, object> Labels() => Some(("app", "on"), ("?example.com/a-b", "x_1"), ("?empty", ""));

    /// <summary>The entries; those with a question mark perhaps.</summary>
    private Dictionary<string, object> Some(params (string Key, object Value)[] entries) => entries
        .Where(entry => entry.Key[0] != '?' || _random.Next(3) == 0)
        .OrderBy(_ => _random.Next())
        .ToDictionary(entry => entry.Key.TrimStart('?'), entry => entry.Value, StringComparer.Ordinal);

    private static object All(params string[] texts) => texts;

    private object Either(object one, object other) => _random.Next(2) == 0 ? one : other;

    private string Text() => Texts[_random.Next(Texts.Length)];

    private string Line() => Text().ReplaceLineEndings("");
}
