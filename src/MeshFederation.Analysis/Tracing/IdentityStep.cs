using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Identity;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Whether the caller accepts who answers: the pods' identities must be among subjectAltNames of the DestinationRule, or else of the
/// ServiceEntry (istio pilot/pkg/networking/core/cluster_tls.go buildUpstreamTLSSettings, push_context.go addServiceAccounts).
/// </summary>
internal static class IdentityStep
{
    /// <summary>The step; null when nothing is expected, or nothing is known of who answers.</summary>
    public static TraceNode? Node(
        RoutingCluster client, RoutingCluster server, ChainAnswer chain, DestinationAnswer answer, GatewayPods pods)
    {
        if (Handshake(client, server) is { } refused) return refused;
        var tls = TrafficPolicies.Part(answer.Rule, answer.Subset, answer.Port!.Number, "tls");
        if (PodIdentities.Of(client, server, answer.Service!, tls, answer.Rule, chain, pods) is not { } known) return null;
        var (expected, actual) = (string.Join(", ", known.Expected), known.Actual);
        var node = new TraceNode(
            client.Name,
            TraceStep.Identity,
            known.Owner,
            $"the caller accepts {expected}",
            actual.Count == 0 ? $"they are identities of {known.Prefix}*" : "the pods have such identities");
        if (known.AreAccepted) return node;
        var instead = actual.Count == 0 ? known.Prefix + "*" : string.Join(", ", actual);
        return (node with
        {
            Decision = "the caller refuses the pods' certificates: 503, flag UF",
            Why = $"it expects {expected}, and the pods are {instead}"
        })
            .Breaks(CallFaults.IdentityUnexpected);
    }

    /// <summary>
    /// Whether the caller accepts a gateway that ends its TLS: it answers with its own identity; null when nothing is expected, or known of
    /// it.
    /// </summary>
    public static TraceNode? AtGateway(RoutingCluster client, RoutingCluster server, GatewayWorkload workload, DestinationAnswer answer)
    {
        if (Handshake(client, server) is { } refused) return refused;
        var tls = TrafficPolicies.Part(answer.Rule, answer.Subset, answer.Port!.Number, "tls");
        var (expected, rule) = PodIdentities.ExpectedOf(client, answer.Service!, tls, answer.Rule);
        if (expected.Count == 0 || GatewayIdentity.Of(server, workload) is not { } actual) return null;
        var node = new TraceNode(
            client.Name,
            TraceStep.Identity,
            PodIdentities.OwnerOf(rule, answer.Service!),
            $"the caller accepts {string.Join(", ", expected)}",
            $"the gateway is {actual}");
        if (expected.Contains(actual, StringComparer.Ordinal)) return node;
        var why = $"it expects {string.Join(", ", expected)}, and the gateway, which ends the TLS, is {actual}";
        return (node with { Decision = "the caller refuses the gateway's certificate: 503, flag UF", Why = why })
            .Breaks(
                CallFaults.GatewayIdentity,
                because: $"expect {string.Join(", ", expected)}, and the gateway of {server.Name}, which ends their TLS, is {actual}");
    }

    /// <summary>Whether caller and pods take each other's certificates at all; null when they do, or nothing is known.</summary>
    private static TraceNode? Handshake(RoutingCluster client, RoutingCluster server)
    {
        if (client == server || !client.IsDeclared || !server.IsDeclared) return null;
        if (TrustDomains.ShareRoot(client.Facts, server.Facts) is false)
        {
            var node = new TraceNode(
                client.Name,
                TraceStep.Identity,
                "",
                "no certificate is taken: 503, flag UF",
                $"no root certificate of {server.Name} is one of {client.Name}: CERTIFICATE_VERIFY_FAILED");
            return node.Breaks(CallFaults.RootsDiffer, server.Name, RootsDiffer.Why(client.Facts, server.Facts));
        }

        var domain = client.Facts.TrustDomain;
        if (domain.Length == 0 || server.Facts.TrustDomain.Length == 0 || TrustDomains.Accepts(server.Facts, domain) is not false)
            return null;
        var why = $"the workloads of {server.Name} refuse the trust domain {domain} of {client.Name}: SSLV3_ALERT_CERTIFICATE_UNKNOWN";
        return new TraceNode(server.Name, TraceStep.Identity, "", "the pods refuse the caller's certificate: 503, flag UF", why)
            .Breaks(CallFaults.TrustDomainRefused, server.Name, TrustDomainRefused.Why(client.Facts, server.Facts));
    }
}
