using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>The fields that the specs of Istio's kinds have at their top (CRDs of Istio 1.30); what lies deeper is not checked.</summary>
internal static class SpecFields
{
    private static readonly Dictionary<string, string[]> ByKind = new(StringComparer.Ordinal)
    {
        ["ServiceEntry"] =
            ["hosts", "addresses", "ports", "location", "resolution", "endpoints", "workloadSelector", "exportTo", "subjectAltNames"],
        ["DestinationRule"] = ["host", "trafficPolicy", "subsets", "exportTo", "workloadSelector"],
        ["VirtualService"] = ["hosts", "gateways", "http", "tls", "tcp", "exportTo"],
        ["Gateway"] = ["servers", "selector"],
        ["EnvoyFilter"] = ["workloadSelector", "configPatches", "priority", "targetRefs"],
        ["Sidecar"] = ["workloadSelector", "ingress", "inboundConnectionPool", "egress", "outboundTrafficPolicy"],
        ["WorkloadEntry"] = ["address", "ports", "labels", "network", "locality", "weight", "serviceAccount"],
        ["AuthorizationPolicy"] = ["selector", "targetRef", "targetRefs", "rules", "action", "provider"],
        ["PeerAuthentication"] = ["selector", "mtls", "portLevelMtls"],
        ["RequestAuthentication"] = ["selector", "targetRef", "targetRefs", "jwtRules"],
    };

    /// <summary>The fields of an object's spec that its kind does not have.</summary>
    public static IEnumerable<string> Unknown(ServedKind kind, JsonObject value) =>
        kind.Custom
            && kind.Group.EndsWith(".istio.io", StringComparison.Ordinal)
            && ByKind.TryGetValue(kind.Kind, out var known)
            && value["spec"] is JsonObject spec
            ? spec.Select(entry => entry.Key)
                .Where(name => !known.Contains(name)).Order(StringComparer.Ordinal)
                .Select(name => FieldPath.Of("spec", name))
            : [];
}
