using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>Definitions of Istio's kinds, with no more of their schemas than the tests rest on; Istio's own are not in this repository.</summary>
internal static class IstioKinds
{
    private static readonly string[] Networking = ["DestinationRule", "EnvoyFilter", "Gateway", "ServiceEntry", "Sidecar", "VirtualService", "WorkloadEntry"];
    private static readonly string[] Security = ["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"];

    public static IEnumerable<UnstructuredMap> All =>
        Networking.Select(kind => Definition(ResourceKinds.Of("networking.istio.io/v1", kind))).Concat(Security.Select(kind => Definition(ResourceKinds.Of("security.istio.io/v1", kind))));

    private static UnstructuredMap Definition(ResourceKind kind) => UnstructuredMap.Of(
        ("apiVersion", "apiextensions.k8s.io/v1"),
        ("kind", "CustomResourceDefinition"),
        ("metadata", UnstructuredMap.Of(("name", $"{kind.Plural}.{kind.Group}"))),
        ("spec", UnstructuredMap.Of(
            ("group", kind.Group),
            ("scope", "Namespaced"),
            ("names", UnstructuredMap.Of(("kind", kind.Kind), ("listKind", kind.Kind + "List"), ("plural", kind.Plural), ("singular", kind.Kind.ToLowerInvariant()))),
            ("versions", UnstructuredList.Of(Version("v1", storage: true), Version("v1beta1", storage: false), Version("v1alpha3", storage: false))))));

    private static UnstructuredMap Version(string name, bool storage) => UnstructuredMap.Of(
        ("name", name),
        ("served", true),
        ("storage", storage),
        ("subresources", UnstructuredMap.Of(("status", UnstructuredMap.Empty))),
        ("schema", UnstructuredMap.Of(("openAPIV3Schema", Open(("spec", Open(("host", UnstructuredMap.Of(("type", "string"))))), ("status", Open()))))));

    /// <summary>An object with some known fields, and any others.</summary>
    private static UnstructuredMap Open(params (string Name, object? Schema)[] fields) => UnstructuredMap.Of(
        ("type", "object"),
        ("x-kubernetes-preserve-unknown-fields", true),
        ("properties", fields.Length == 0 ? null : UnstructuredMap.Of(fields)));
}
