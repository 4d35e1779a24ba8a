using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>
/// Definitions of Istio's kinds, with no more of their schemas than the tests rest on: the fields at the top of each spec, what must be
/// there, and what it may say. Istio's own are not in this repository.
/// </summary>
internal static class IstioKinds
{
    private static readonly string[] Networking =
        ["DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "Sidecar", "VirtualService", "WorkloadEntry"];
    private static readonly string[] Security = ["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"];

    /// <summary>What is not looked into: a map is owned field by field, a list as a whole.</summary>
    private static readonly UnstructuredMap Anything = UnstructuredMap.Of(("x-kubernetes-preserve-unknown-fields", true));

    private static readonly UnstructuredMap AnyObject =
        UnstructuredMap.Of(("type", "object"), ("x-kubernetes-preserve-unknown-fields", true));

    private static readonly UnstructuredMap Text = UnstructuredMap.Of(("type", "string"));

    /// <summary>The definitions.</summary>
    /// <param name="current">Whether the server applies as servers do today. An old one that knows of what a map is made makes null of it
    /// when it loses its last field, and refuses that; with Istio's own schemas it does not, so there the policy of a DestinationRule is
    /// not looked into.</param>
    public static IEnumerable<UnstructuredMap> All(bool current) =>
        Networking.Select(kind => Definition(ResourceKinds.Of("networking.istio.io/v1", kind), current))
            .Concat(Security.Select(kind => Definition(ResourceKinds.Of("security.istio.io/v1", kind), current)));

    private static UnstructuredMap Definition(ResourceKind kind, bool current) => UnstructuredMap.Of(
        ("apiVersion", "apiextensions.k8s.io/v1"),
        ("kind", "CustomResourceDefinition"),
        ("metadata", UnstructuredMap.Of(("name", $"{kind.Plural}.{kind.Group}"))),
        ("spec", UnstructuredMap.Of(
            ("group", kind.Group),
            ("scope", "Namespaced"),
            ("names", UnstructuredMap.Of(
                ("kind", kind.Kind),
                ("listKind", kind.Kind + "List"),
                ("plural", kind.Plural),
                ("singular", kind.Kind.ToLowerInvariant()))),
            ("versions", UnstructuredList.Of(
                Version("v1", storage: true, Spec(kind.Kind, current)),
                Version("v1beta1", storage: false, Spec(kind.Kind, current)),
                Version("v1alpha3", storage: false, Spec(kind.Kind, current)))))));

    private static UnstructuredMap Version(string name, bool storage, UnstructuredMap spec) => UnstructuredMap.Of(
        ("name", name),
        ("served", true),
        ("storage", storage),
        ("subresources", UnstructuredMap.Of(("status", UnstructuredMap.Empty))),
        ("schema", UnstructuredMap.Of(("openAPIV3Schema", UnstructuredMap.Of(
            ("type", "object"), ("properties", UnstructuredMap.Of(("spec", spec), ("status", AnyObject))))))));

    private static UnstructuredMap Spec(string kind, bool current) => kind switch
    {
        "ServiceEntry" => Fields(
            "hosts",
            ("hosts", ListOf(Text)), ("addresses", ListOf(Text)), ("ports", Ports()), ("location", OneOf("MESH_EXTERNAL", "MESH_INTERNAL")),
            ("resolution", OneOf("NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS")),
            ("endpoints", Anything),
            ("workloadSelector", AnyObject),
            ("exportTo", ListOf(Text)), ("subjectAltNames", ListOf(Text))),
        "DestinationRule" => Fields(
            "host",
            ("host", Text),
            ("trafficPolicy", current ? TrafficPolicy() : Anything),
            ("subsets", Anything),
            ("exportTo", ListOf(Text)),
            ("workloadSelector", AnyObject)),
        _ => AnyObject,
    };

    /// <summary>
    /// A rule of CEL is there as in Istio's own: where objects are invalid, servers that know CEL say that they did not look at it.
    /// </summary>
    private static UnstructuredMap Fields(string required, params (string Name, object? Schema)[] fields) => UnstructuredMap.Of(
        ("type", "object"),
        ("properties", UnstructuredMap.Of(fields)),
        ("required", UnstructuredList.Of(required)),
        ("x-kubernetes-validations",
            UnstructuredList.Of(UnstructuredMap.Of(("rule", $"has(self.{required})"), ("message", $"{required} must be there")))));

    private static UnstructuredMap ListOf(UnstructuredMap items) => UnstructuredMap.Of(("type", "array"), ("items", items));

    private static UnstructuredMap OneOf(params object?[] values) =>
        UnstructuredMap.Of(("type", "string"), ("enum", UnstructuredList.Of(values)));

    private static UnstructuredMap TrafficPolicy() => UnstructuredMap.Of(("type", "object"), ("properties", UnstructuredMap.Of(
        ("loadBalancer", AnyObject),
        ("connectionPool", AnyObject),
        ("outlierDetection", AnyObject),
        ("portLevelSettings", Anything),
        ("tunnel", AnyObject),
        ("proxyProtocol", AnyObject),
        ("tls", UnstructuredMap.Of(("type", "object"), ("properties", UnstructuredMap.Of(
            ("mode", Text),
            ("sni", Text),
            ("clientCertificate", Text),
            ("privateKey", Text),
            ("caCertificates", Text),
            ("credentialName", Text),
            ("subjectAltNames", ListOf(Text)))))))));

    /// <summary>Of all lists in Istio's kinds this alone has items that are told apart by a key.</summary>
    private static UnstructuredMap Ports() => UnstructuredMap.Of(
        ("type", "array"),
        ("x-kubernetes-list-type", "map"),
        ("x-kubernetes-list-map-keys", UnstructuredList.Of("name")),
        ("items", UnstructuredMap.Of(
            ("type", "object"),
            ("required", UnstructuredList.Of("number", "name")),
            ("properties", UnstructuredMap.Of(
                ("name", Text),
                ("number", UnstructuredMap.Of(("type", "integer"))),
                ("protocol", Text),
                ("targetPort", UnstructuredMap.Of(("type", "integer"))))))));
}
