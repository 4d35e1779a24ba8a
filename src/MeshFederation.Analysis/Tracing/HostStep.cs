using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The first step: which service the called host is.</summary>
internal static class HostStep
{
    public static (TraceNode Node, CalledHost Called) Resolve(RoutingCluster client, TraceQuestion question)
    {
        var called = HostResolver.Resolve(client, question.Caller, question.Host, question.Port ?? 0);
        if (question.Port is null && called.Service is { } service)
        {
            if (service.Ports is not [var only]) throw TraceErrors.PortMissing(service);
            called = HostResolver.Resolve(client, question.Caller, question.Host, only.Number);
        }

        called = OutboundListeners.Take(client, question.Caller, called,
            question.Request with { Authority = question.Host, Port = called.Port?.Number ?? question.Port ?? 0 });
        if (called.Outcome == CalledHostOutcome.Unknown)
        {
            var unread = UnreadKinds.Of(client, static kind => kind == ReadKind.Service || kind == ReadKind.ServiceEntry);
            if (unread.Length == 0) throw TraceErrors.UnknownHost(client, question.Host, called.Why);
            var end = new TraceNode(client.Name, TraceStep.Host, "", question.Host, $"{called.Why}; {unread}");
            return (end with { Outcome = TraceOutcome.Unknown }, called);
        }

        var reference = called.Service?.Reference ?? "";
        var node = new TraceNode(client.Name, TraceStep.Host, reference,
            $"{called.Host}{(called.Port is null ? "" : $", port {called.Port}")}", called.Why)
                .About(called.Host, null, called.Port?.Number);
        return called.Outcome switch
        {
            CalledHostOutcome.External => (External(node, client, question), called),
            CalledHostOutcome.Found or CalledHostOutcome.RoutedAlone =>
                (called.NeedsProxyDns ? WithDns(node, client, called) : node, called),
            CalledHostOutcome.PortUnknown => (Passes(node, client, question).Breaks(CallFaults.PortUnknown), called),
            CalledHostOutcome.NotImported => ((Passes(node, client,
                question) with
            { Why = $"{called.Why}; {PastTheMesh(client, question, service: called.Service!)}" })
                    .Breaks(CallFaults.HostHidden), called),
            _ => (Passes(node, client, question).Breaks(CallFaults.HostHidden), called),
        };
    }

    /// <summary>What a name outside of the mesh gets: the connection goes on to whatever DNS says of it, or nowhere.</summary>
    private static TraceNode External(TraceNode node, RoutingCluster client, TraceQuestion question)
    {
        var passes = Passes(node, client, question);
        return client.OutboundPolicy(question.Caller) == OutboundTrafficPolicy.RegistryOnly
            ? (passes with
            {
                Why = $"{node.Why}; the outboundTrafficPolicy is REGISTRY_ONLY, so requests get a 502 and connections are closed"
            })
                .Breaks(CallFaults.ConnectionClosed)
            : passes with
            {
                Outcome = TraceOutcome.Unknown,
                Why = $"{node.Why}; the proxy passes the connection on to the address of that name, past routes and the mesh's TLS",
            };
    }

    private static TraceNode Passes(TraceNode node, RoutingCluster client, TraceQuestion question) =>
        node.Chooses(client.OutboundPolicy(question.Caller) == OutboundTrafficPolicy.RegistryOnly ? TraceRoute.Closed
            : TraceRoute.PassedOn);

    /// <summary>
    /// What a proxy does with a service that it is not given: with ALLOW_ANY it passes the connection on as it is, which leads to a
    /// Service's own pods (istio pilot/pkg/networking/core/httproute.go buildCatchAllVirtualHost; PassthroughCluster and BlackHoleCluster).
    /// </summary>
    private static string PastTheMesh(RoutingCluster client, TraceQuestion question, RoutedService service)
    {
        var isOwn = client.Sidecars.For(question.Caller)?.Sidecar.Spec.Map(MeshConfigWords.OutboundPolicy) is not null;
        if (client.OutboundPolicy(question.Caller) == OutboundTrafficPolicy.RegistryOnly)
        {
            var whose = isOwn ? "its" : "the mesh's";
            return $"{whose} outboundTrafficPolicy is REGISTRY_ONLY, so requests get a 502 and connections are closed";
        }

        var otherwise = isOwn ? "since its outboundTrafficPolicy is ALLOW_ANY" : "unless the mesh's outboundTrafficPolicy is REGISTRY_ONLY";
        return service.IsKubernetes
            ? $"{otherwise}, the proxy passes the connection on to the pods of {service.Reference} in plain text, without routes and "
                + "without the mesh's TLS"
            : $"{otherwise}, the proxy passes the connection on to the address that the application called";
    }

    /// <summary>The cluster's own DNS knows Services only; it is said once, and does not break the way.</summary>
    private static TraceNode WithDns(TraceNode node, RoutingCluster client, CalledHost called) => client.Facts.CapturesDns switch
    {
        true => node,
        false => node with { Finding = CallFaults.DnsMissing.Finding(client.Name, node.Reference, WhyNoDns(client, called.Host)) },
        _ => node with
        {
            Finding = CallFaults.DnsNeeded.Finding(client.Name, node.Reference,
            $"the cluster's DNS does not know '{called.Host}', so pods need it answered by their proxies"),
        },
    };

    private static string WhyNoDns(RoutingCluster client, string host) =>
        $"nothing in {client.Name} answers to '{host}': its proxies do not capture DNS";
}
