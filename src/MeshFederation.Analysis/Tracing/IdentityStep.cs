using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Whether the caller accepts who answers: the pods' identities must be among subjectAltNames of the DestinationRule, or else of the ServiceEntry
/// (istio pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings, push_context.go addServiceAccounts).
/// </summary>
internal static class IdentityStep
{
    /// <summary>The step; null when nothing is expected, or nothing is known of who answers.</summary>
    public static TraceNode? Node(RoutingCluster client, RoutingCluster server, ChainAnswer chain, DestinationAnswer answer, GatewayPods pods)
    {
        var (expected, owner) = Expected(answer);
        if (expected.Count == 0 || !server.IsDeclared || server.Facts.TrustDomain.Length == 0) return null;
        var prefix = $"spiffe://{server.Facts.TrustDomain}/ns/{chain.Service!.Namespace}/sa/";
        var accounts = Accounts(chain, pods);
        var actual = accounts.Select(account => prefix + account).ToList();
        var accepted = actual.Count == 0 ? expected.Exists(name => name.StartsWith(prefix, StringComparison.Ordinal)) : actual.Exists(expected.Contains);
        var node = new TraceNode(client.Name, TraceStep.Identity, owner, $"the caller accepts {string.Join(", ", expected)}", accounts.Count == 0 ? $"they are identities of {prefix}*" : "the pods have such identities");
        if (accepted) return node;
        var instead = actual.Count == 0 ? prefix + "*" : string.Join(", ", actual);
        return (node with { Decision = "the caller refuses the pods' certificates: 503, flag UF", Why = $"it expects {string.Join(", ", expected)}, and the pods are {instead}" }).Breaks(TraceProblems.IdentityUnexpected);
    }

    private static (List<string> Names, string Owner) Expected(DestinationAnswer answer)
    {
        var policy = TrafficPolicies.Effective(answer.Rule, answer.Subset, answer.Port!.Number);
        if (policy?.Tls is { } tls && tls.ContainsKey("subjectAltNames")) return (Texts(tls), answer.Rule!.First.ToString());
        return (Texts(answer.Service!.Manifest!.Spec), answer.Service.Reference);
    }

    private static List<string> Texts(UnstructuredMap map) => [.. map.List("subjectAltNames").OfType<string>()];

    private static List<string> Accounts(ChainAnswer chain, GatewayPods pods)
    {
        var known = pods.Called.Select(pod => pod.ServiceAccount).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return known.Count > 0 ? known : [.. chain.Service!.Declared?.ServiceAccount ?? []];
    }
}
