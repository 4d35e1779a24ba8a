using MeshFederation.Analysis.Ambient;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.InCluster;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Why a destination cannot be called from where its client is, in the words that traces and rules share.</summary>
internal static class DestinationBreaks
{
    /// <summary>The break; null where the client can call it, and what becomes of the call is decided elsewhere.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="share">The destination.</param>
    /// <param name="answer">What the engine makes of it.</param>
    /// <returns>The fault, in one sentence.</returns>
    public static CallBreak? Of(RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, DestinationAnswer answer) =>
        answer.Outcome switch
        {
            DestinationOutcome.HostUnknown when share.Host.Length == 0 => Said(CallFaults.DestinationMissing, "it has no destination"),
            DestinationOutcome.HostUnknown => client.Completeness.Knows(share.Host)
                ? new(CallFaults.DestinationUnknown, HostUnknown(mesh, client, caller, share.Host))
                : Said(CallFaults.NotAmongInput, DestinationNotAmongInput.Sentence(client.Name, share.Host)),
            DestinationOutcome.PortUnknown =>
                Said(share.NamesPort ? CallFaults.DestinationPort : CallFaults.DestinationPortUnsaid, answer.Why),
            DestinationOutcome.SubsetUnknown when IsAssumed(client, caller, answer) =>
                Said(CallFaults.NotAmongInput, NoRules(client, share)),
            DestinationOutcome.SubsetUnknown => Said(CallFaults.DestinationSubset, answer.Why),
            DestinationOutcome.NoEndpoint when answer.Service!.IsKubernetes && AreElsewhere(mesh, client, answer) => null,
            DestinationOutcome.NoEndpoint when answer.Service!.IsKubernetes =>
                Said(CallFaults.NoPods, NoPods(answer.Service, answer.Subset, answer.Pods!)),
            DestinationOutcome.NoEndpoint when answer.Endpoints!.Dropped.Count == 0 && MaySelectOthers(client, answer.Service!) =>
                Said(CallFaults.NotAmongInput, NotSelected(answer.Service!)),
            DestinationOutcome.NoEndpoint => Said(CallFaults.NoEndpoint, answer.Why),
            _ => OwnRefusal(mesh, client, answer) is { } why ? Said(CallFaults.PodsTls, why) : null,
        };

    /// <summary>
    /// The breaks, with what is called: that of the destination, or those of some of its endpoints; that it is not known, where only some
    /// of the versions that the client may have break anything.
    /// </summary>
    public static IEnumerable<(DestinationAnswer Called, CallBreak Break)> All(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, DestinationAnswer answer) =>
        client.OtherVersions.Count == 0
            ? InVersion(mesh, client, caller, share, answer)
            : InAllVersions(mesh, client, caller, share, answer);

    private static IEnumerable<(DestinationAnswer Called, CallBreak Break)> InAllVersions(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, DestinationAnswer answer)
    {
        var doubt = VersionDoubts.Of(client, share.Host, Whole(mesh, client, caller, share, answer), other =>
            Whole(mesh.With(other), other, caller, share, DestinationChooser.Choose(other, caller, share)));
        return doubt is null ? InVersion(mesh, client, caller, share, answer) : [(answer, doubt)];
    }

    /// <summary>With what breaks behind: a call that ends at its destination in one version, and at a gateway in another, breaks.</summary>
    private static IEnumerable<CallBreak> Whole(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, DestinationAnswer answer) =>
        InVersion(mesh, client, caller, share, answer).Select(item => item.Break)
            .Concat(WayBreaks.AtGateways(mesh, client, caller, answer));

    private static IEnumerable<(DestinationAnswer Called, CallBreak Break)> InVersion(
        RoutingMesh mesh, RoutingCluster client, MeshCaller caller, RouteShare share, DestinationAnswer answer) =>
        Of(mesh, client, caller, share, answer) is { } found ? [(answer, found)] : EndpointBreaks.Of(mesh, client, caller, answer);

    /// <summary>
    /// Whether other clusters have pods of a Service: those that istiod reads, which are called as its own or through their gateways, and
    /// those behind tunnels, of which entries tell.
    /// </summary>
    public static bool AreElsewhere(RoutingMesh mesh, RoutingCluster client, RoutedService service, UnstructuredMap labels) =>
        DiscoveredPods.Of(mesh, client, service, labels).Any()
        || TunnelCall.Of(mesh, client, service)
            .Any(call => call.Entries.Any(entry => labels.Selects(WorkloadEntryObject.Labels(entry))));

    /// <summary>Why no pod is there, in a sentence without its end.</summary>
    public static string NoPods(RoutedService service, RuleSubset? subset, PodSelection pods) =>
        NoPods(service, subset?.Labels.Describe() ?? "", pods);

    /// <summary>The same, of pods with some labels; empty for all of the Service.</summary>
    public static string NoPods(RoutedService service, string labels, PodSelection pods)
    {
        if (pods.OfService.Count == 0) return $"no pod has the labels {service.Selector.Describe()} that {service.Reference} selects";
        var what = pods.Knowledge == PodKnowledge.Versions ? "versions" : "workloads";
        return pods.Selected.Count > 0
            ? FormattableString.Invariant(
                $"none of the {pods.Selected.Count} pods of {service.Reference}{(labels.Length == 0 ? "" : $" with {labels}")} is ready")
            : FormattableString.Invariant($"none of the {pods.OfService.Count} {what} of {service.Reference} has the labels {labels}");
    }

    /// <summary>The break where the pods of a Service of the own cluster refuse the TLS that is spoken; null when they do not.</summary>
    public static CallBreak? OfPods(RoutingCluster client, DestinationAnswer answer) =>
        Refusal(client, answer) is { } refusal ? Said(CallFaults.PodsTls, refusal) : null;

    /// <summary>The pods of a Service that are called: where the proxy connects to the address that was called, any of them.</summary>
    public static IReadOnlyList<RoutedPod> Called(DestinationAnswer answer) => answer.ConnectsToCalledAddress
        ? answer.Pods!.OfService
        : [.. answer.Pods!.Selected.Where(pod => pod.IsReady is not false)];

    /// <summary>
    /// Why the pods of a Service of the own cluster refuse the TLS that is spoken; null when some take it, or that is not known.
    /// </summary>
    public static string? Refusal(RoutingCluster client, DestinationAnswer answer)
    {
        if (answer is not { Pods: { } pods, Service: { } service, Port: { } port }) return null;
        if (answer.Tls is not { Mode: not UpstreamTlsMode.AutoMutual } tls) return null;
        var known = pods.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads ? Called(answer) : [Some(service, answer.Subset)];
        string? first = null;
        foreach (var pod in known)
        {
            if (PodTls.Refusal(client, port, tls, pod) is not { } why) return null;
            first ??= why;
        }

        return first;
    }

    /// <summary>
    /// The same, where pods of the own cluster are called: not where nothing tells of any, and entries of those behind tunnels, in which
    /// the TLS of DestinationRules is not spoken.
    /// </summary>
    public static string? OwnRefusal(RoutingMesh mesh, RoutingCluster client, DestinationAnswer answer) =>
        Refusal(client, answer) is not { } why ? null
        : answer.Pods!.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads ? why
        : answer.Service is { Manifest: not null } service && TunnelCall.Of(mesh, client, service).Count > 0 ? null
        : why;

    /// <summary>Where no pod is known, one with the labels that it must have stands for them.</summary>
    private static RoutedPod Some(RoutedService service, RuleSubset? subset) =>
        new(
            service.Namespace,
            $"a pod of {service.Reference}",
            service.Selector.With(subset?.Labels ?? UnstructuredMap.Empty))
        { HasSidecar = true };

    /// <summary>Whether a ServiceEntry selects workloads that may be there and are not given, neither as pods nor as templates.</summary>
    private static bool MaySelectOthers(RoutingCluster client, RoutedService service) =>
        service.Manifest?.Spec.Has("workloadSelector") is true && !client.Pods.AreKnown(service.Namespace);

    /// <summary>
    /// A Service that only its name tells of says nothing of its DestinationRules, which may be among the same files that are missing.
    /// </summary>
    private static bool IsAssumed(RoutingCluster client, MeshCaller caller, DestinationAnswer answer) =>
        answer is { Rule: null, Service: { Origin: ServiceOrigin.Assumed } service }
        && !client.DestinationRules.HiddenFrom(caller, service).Any();

    private static string NoRules(RoutingCluster client, RouteShare share) =>
        $"whether {share.Host} has the subset '{share.Subset}' in {client.Name} is not known: neither its Service nor a DestinationRule of "
        + "it is given";

    private static bool AreElsewhere(RoutingMesh mesh, RoutingCluster client, DestinationAnswer answer) =>
        AreElsewhere(mesh, client, answer.Service!, answer.Subset?.Labels ?? UnstructuredMap.Empty);

    private static string NotSelected(RoutedService service) =>
        $"no workload that {service.Reference} selects is given, so whether it has endpoints is not known";

    private static CallBreak Said(Fault fault, string why) => new(fault, Fault.Sentence(why));

    private static string HostUnknown(RoutingMesh mesh, RoutingCluster client, MeshCaller caller, string host)
    {
        if (client.Services.Named(host).FirstOrDefault(service => service.AliasOf is null) is { } hidden)
        {
            return $"{hidden.Reference} has the host '{host}', but its {hidden.ExportTo} hides it from the namespace {caller.Namespace}: "
                + "requests get a 503.";
        }

        if (client.Services.Named(host) is [{ AliasOf: { } meant } alias, ..])
        {
            return $"{alias.Reference} has the host '{host}', which is another name of '{meant}' on the ports of {alias.Reference} alone: "
                + "requests get a 503.";
        }

        if (client.Overlooked.Named(host).Count > 0)
            return $"{Fault.Sentence(ServiceRegistry.WhyUnknown(client, host))[..^1]}: requests get a 503.";
        if (client.Services.Patterns(host).FirstOrDefault() is { } pattern)
        {
            return $"{pattern.Reference} covers the host '{host}' with '{pattern.Host}', but requests are sent to a host by its own name "
                + "alone, which nothing has: they get a 503.";
        }

        var advice = ShortHosts.Advice(client, host, caller.Namespace);
        var near = advice.Length > 0 ? "" : Near(mesh, client, host);
        return $"Neither a Service nor a ServiceEntry of the cluster has the host '{host}'{advice}: requests get a 503.{near}";
    }

    private static string Near(RoutingMesh mesh, RoutingCluster client, string host)
    {
        var elsewhere =
            mesh.Clusters.FirstOrDefault(other => other != client && other.Services.Named(host).Any(service => service.IsKubernetes));
        if (elsewhere is not null) return $" It runs in {elsewhere.Name}, which this cluster does not see.";
        var near = client.Completeness.NearHost(host) ?? NearHosts.Of(host, client.Services.Hosts);
        return near is null ? "" : $" Did you mean {near}?";
    }
}
