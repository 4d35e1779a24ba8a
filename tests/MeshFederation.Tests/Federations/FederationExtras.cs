using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations;

/// <summary>
/// Adds to the planned objects of a federation what people have beside them: pods, Sidecars, PeerAuthentications, rules and routes of
/// their own, ServiceEntries with patterns, other names of Services, WorkloadEntries that are other clusters' gateways.
/// </summary>
internal sealed class FederationExtras(int seed, IReadOnlyList<MeshService> services)
{
    private static readonly string[] Namespaces = ["default", "shop", "istio-system", "edge"];
    private static readonly string[] Modes = ["DISABLE", "SIMPLE", "ISTIO_MUTUAL", "ISTIO_MUTUAL"];
    private static readonly string[] PeerModes = ["STRICT", "PERMISSIVE", "DISABLE", "UNSET"];
    private static readonly string[] Versions = ["v1", "v2", "V2_x", "v3"];

    private readonly Random _random = new(seed);
    private readonly Random _policies = new(~seed);

    /// <summary>The objects and up to six more.</summary>
    public List<MeshManifest> With(IReadOnlyList<MeshManifest> objects)
    {
        var all = objects.ToList();
        for (var i = _random.Next(7); i > 0; i--) all.Add(Made(i));
        return all;
    }

    /// <summary>
    /// The objects, and sometimes an AuthorizationPolicy: of numbers of its own, so that what is made wrong beside it stays the same.
    /// </summary>
    public IEnumerable<MeshManifest> WithPolicy(IEnumerable<MeshManifest> objects)
    {
        if (_policies.Next(3) > 0) return objects;
        var service = services[_policies.Next(services.Count)];
        var cluster = service.Cluster[_policies.Next(service.Cluster.Count)];
        var spec = _policies.Next(4) switch
        {
            0 => UnstructuredMap.Empty,
            1 => Map(("action", "DENY"), ("rules", List(UnstructuredMap.Empty))),
            2 => Map(("rules", List(Map(("from", List(Map(("source", Map(("namespaces", List("default"))))))))))),
            _ => Map(("action", "DENY"), ("rules", List(Map(("to", List(Map(("operation", Map(("methods", List("GET"))))))))))),
        };
        return objects.Append(new(cluster.Name, Map(
            ("apiVersion", "security.istio.io/v1"),
            ("kind", "AuthorizationPolicy"),
            ("metadata", Map(("name", "extra"), ("namespace", _policies.Next(3) > 0 ? service.Namespace : "istio-system"))),
            ("spec", spec))));
    }

    private MeshManifest Made(int number)
    {
        var service = Of(services);
        var clusters = service.Cluster.Concat(service.ClientCluster).ToList();
        var (kind, version, metadata, spec) = _random.Next(10) switch
        {
            0 or 1 => ("Pod", "v1", Labels(service), Pod()),
            2 => ("Sidecar", "networking.istio.io/v1", UnstructuredMap.Empty, Sidecar()),
            3 => ("PeerAuthentication", "security.istio.io/v1", UnstructuredMap.Empty,
                Map(("mtls", Map(("mode", Of(PeerModes)))), ("selector", Sometimes(Map(("matchLabels", Map(("app", service.Name)))))))),
            4 => ("DestinationRule", "networking.istio.io/v1", UnstructuredMap.Empty, Rule(service)),
            5 or 6 => ("VirtualService", "networking.istio.io/v1", UnstructuredMap.Empty, Route(service)),
            7 => ("ServiceEntry", "networking.istio.io/v1", UnstructuredMap.Empty, Entry(service)),
            8 => ("WorkloadEntry", "networking.istio.io/v1", UnstructuredMap.Empty, Workload(service, clusters)),
            _ => ("Service", "v1", UnstructuredMap.Empty, Service(service)),
        };
        var space = _random.Next(3) > 0 ? service.Namespace : Of(Namespaces);
        return new(Of(clusters).Name, UnstructuredMap.Of(
            ("apiVersion", version),
            ("kind", kind),
            ("metadata", UnstructuredMap.Of(
                [("name", FormattableString.Invariant($"extra{number}")), ("namespace", space),
                    .. metadata.Count == 0 ? [] : new (string, object?)[] { ("labels", metadata) }])),
            ("spec", spec)));
    }

    private UnstructuredMap Labels(MeshService service) =>
        Map(("app", service.Name), ("version", Of(Versions)), ("track", Sometimes("canary")));

    private UnstructuredMap Pod() => Map(
        ("containers", List(Map(("name", "app"), ("image", "app")), Sometimes(Map(("name", "istio-proxy"), ("image", "proxyv2"))))));

    private UnstructuredMap Sidecar() => Map(
        ("egress", List(Map(("hosts", List($"{Of("*", ".", "~", Of(Namespaces))}/{Of("*", Host())}", "istio-system/*"))))),
        ("outboundTrafficPolicy", Sometimes(Map(("mode", "REGISTRY_ONLY")))));

    private UnstructuredMap Rule(MeshService service) => Map(
        ("host", _random.Next(4) == 0 ? Of("*.global", "*.svc.cluster.local", "*.example.com") : Host(service)),
        ("exportTo", Sometimes(List(Of(".", "*", "shop")))),
        ("trafficPolicy", Sometimes(Map(("tls", Map(("mode", Of(Modes))))))),
        ("subsets", Sometimes(List(Map(("name", "version-v1"), ("labels", Map(("version", Of(Versions)))))))));

    private UnstructuredMap Route(MeshService service) => Map(
        ("hosts", List(Host(service))),
        ("exportTo", Sometimes(List(Of(".", "*", "shop")))),
        (Of("http", "http", "http", "tcp"), List(Map(
            ("match", Sometimes(List(Map(("port", (object)(long)service.Port[0].Number))))),
            ("route", List(Destination(), Sometimes(Destination())))))));

    private UnstructuredMap Destination() => Map(
        ("destination", Map(
            ("host", Host()),
            ("subset", Sometimes("version-v1")),
            ("port", Sometimes(Map(("number", (object)(long)Of(services).Port[0].Number)))))),
        ("weight", (object)(long)Of(0, 50, 100)));

    private UnstructuredMap Entry(MeshService service) => Map(
        ("hosts", List(Of("*.example.com", "*.svc.cluster.local", Host(service)))),
        ("location", Of("MESH_INTERNAL", "MESH_EXTERNAL")),
        ("resolution", Of("STATIC", "DNS", "NONE")),
        ("exportTo", Sometimes(List(Of(".", "*", "shop")))),
        ("ports", List(Map(("number", (object)(long)service.Port[0].Number), ("name", "http"), ("protocol", Of("HTTP", "TLS", "TCP"))))),
        ("endpoints", Sometimes(List(Map(("address", Of("192.0.2.7", "gw.example.com", "192.0.2.99")))))));

    private UnstructuredMap Workload(MeshService service, List<MeshCluster> clusters)
    {
        var gateway = Of(clusters).Gateway!;
        return Map(
            ("address", Of(gateway.Address)),
            ("ports", Sometimes(Map((service.Port[0].Name, (object)(long)Of(gateway.Port, 15443))))),
            ("network", Sometimes("net1")),
            ("serviceAccount", Sometimes(service.Name)),
            ("labels", Map(("app", service.Name), ("version", Of(Versions)), ("security.istio.io/tlsMode", Sometimes("istio")))));
    }

    private UnstructuredMap Service(MeshService service) => Map(
        ("clusterIP", Sometimes("None")),
        ("type", _random.Next(3) == 0 ? "ExternalName" : null),
        ("externalName", Host()),
        ("selector", Sometimes(Map(("app", service.Name)))),
        ("ports", List(Map(("port", (object)(long)service.Port[0].Number), ("name", Of("http", "tcp", "tls", "web"))))));

    private string Host() => Host(Of(services));

    private string Host(MeshService service) => Of(
        service.Name,
        $"{service.Name}.{service.Namespace}.svc.cluster.local",
        $"{service.Name}.{service.Namespace}.svc.{Of(service.Cluster).Name}.{service.HostSuffix}",
        "a.example.com",
        "extra1");

    private object? Sometimes(object? value) => _random.Next(2) == 0 ? value : null;

    private T Of<T>(params IReadOnlyList<T> values) => values[_random.Next(values.Count)];

    private static UnstructuredMap Map(params (string Key, object? Value)[] fields) =>
        UnstructuredMap.Of([.. fields.Where(field => field.Value is not null)]);

    private static UnstructuredList List(params object?[] items) => UnstructuredList.From(items.Where(item => item is not null));
}
