using System.Reflection;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Tests.Federations;

/// <summary>
/// Holds what Test finds against the traces of the same calls: what breaks these, and that the version of a cluster decides which nobody
/// said.
/// </summary>
internal static class CallAgreement
{
    private static readonly IRule[] Rules =
    [
        .. RuleCatalog.All.Where(rule => typeof(CallFaults).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Any(property => rule.Finds.Equals(property.GetValue(null)))),
    ];

    private const string WordsBeforeVersion = "nothing says which Istio ";

    private static readonly string Unversioned = CallFaults.VersionUnknown.Id;

    private static readonly string[] WordsBeforeCallers = ["istiod looks in ", "hides it from the namespace ", "allows it from "];

    /// <summary>Checks a federation.</summary>
    public static void Check(FederationView view)
    {
        if (Differences(view).FirstOrDefault() is { } difference) Assert.Fail($"{difference.Kind}: {difference.Text}");
    }

    /// <summary>Where both differ.</summary>
    public static IEnumerable<CallDifference> Differences(FederationView view)
    {
        var findings = Rules.SelectMany(rule => rule.Evaluate(view)).ToList();
        foreach (var (question, hops) in AgreedCalls.Of(view))
        {
            foreach (var hop in hops.Where(hop => hop.Finding?.Rule == Unversioned))
            {
                if (findings.Exists(finding => finding.Rule == Unversioned && SaysVersionOf(finding, hop.Finding!))) continue;
                var asked = $"{question.Cluster}/{question.Caller.Namespace} {question.Host}:{question.Port}";
                yield return new(
                    $"trace {Unversioned}", $"{asked}\n{hop.Finding}\nis not among\n{string.Join('\n', findings)}");
            }

            foreach (var hop in hops.Where(hop => hop.Outcome == TraceOutcome.Broken && IsFound(view, question, hops, hop)))
            {
                if (findings.Exists(finding => Says(finding, hop.Finding!))) continue;
                var asked = $"{question.Cluster}/{question.Caller.Namespace} {question.Host}:{question.Port} {question.Gateway}";
                yield return new(
                    $"{(question.Gateway is null ? "trace" : "entry")} {hop.Finding!.Rule}",
                    $"{asked}\n{hop.Finding}\nis not among\n{string.Join('\n', findings)}");
            }
        }

        foreach (var broken in WaysThatAreDelivered(view).Concat(DestinationsThatAreDelivered(view)).Concat(HostsThatAreDelivered(view)))
            yield return broken;
    }

    /// <summary>
    /// Whether what breaks a trace must be among the findings: not what is of one request, and of what AuthorizationPolicies say, which may
    /// be meant, that nobody of another cluster is let in, and nobody whom a federation's routes send to pods of the own one.
    /// </summary>
    private static bool IsFound(FederationView view, TraceQuestion question, IReadOnlyList<MeshHop> hops, MeshHop hop)
    {
        var fault = FaultCatalog.Find(hop.Finding!.Rule)!;
        if (fault != CallFaults.AccessDenied) return !fault.IsOfRequest;
        return view.Manifests.Where(item => item.Cluster == hop.Cluster && ReadKind.AuthorizationPolicy.Type.Is(item)).All(IsForAll)
            && (hop.Cluster == question.Cluster
                ? IsSentHome(view, question, hops, hop)
                : hops.Any(other => other.Step == TraceStep.FilterChain && other.Cluster == hop.Cluster));
    }

    /// <summary>
    /// Whether the routes of a federation lead from the caller's sidecar straight to pods of its own cluster, wherever they lead to one of
    /// its Services.
    /// </summary>
    private static bool IsSentHome(FederationView view, TraceQuestion question, IReadOnlyList<MeshHop> hops, MeshHop hop)
    {
        var before = hops.Where(other => other.Branch.Length == 0 || other.Branch == hop.Branch
            || hop.Branch.StartsWith(other.Branch + ".", StringComparison.Ordinal)).ToList();
        if (before.Exists(other => other.Step is TraceStep.Gateway or TraceStep.Waypoint or TraceStep.ServiceEntry)) return false;
        var owners = before.Where(other => other.Step == TraceStep.VirtualService).Select(other => other.Object)
            .ToHashSet(StringComparer.Ordinal);
        var home = view.Destinations.All.Where(item => item.Cluster.Name == hop.Cluster && item.VirtualService.Federation.Length > 0
            && !item.IsUnused && owners.Contains(item.VirtualService.ToString())
            && item.Cluster.Services.Named(item.Host).Any(service => service.IsKubernetes)).ToList();
        return home.Count > 0 && home.TrueForAll(item => item.CalledBy.Any(callers => callers.IsSidecar
            && callers.Pods.Namespace == question.Caller.Namespace && callers.Ports.Any(port => port == question.Port)));
    }

    /// <summary>Whether a policy asks neither who calls nor for what.</summary>
    private static bool IsForAll(MeshManifest policy) =>
        policy.Federation.Length == 0 && policy.Spec.Maps("rules").All(rule => rule.Count == 0);

    /// <summary>Of many findings of one cause the first is said, and how many there are.</summary>
    private static bool Says(MeshFinding finding, MeshFinding traced) =>
        finding.Rule == traced.Rule && finding.Recommendation == traced.Recommendation
            && (finding.Count > 1 || OfAnyCaller(finding.Message) == OfAnyCaller(traced.Message));

    /// <summary>Whether both are about the version of the same cluster.</summary>
    private static bool SaysVersionOf(MeshFinding finding, MeshFinding traced) => finding.Message.Contains(
        traced.Message[traced.Message.LastIndexOf(WordsBeforeVersion, StringComparison.Ordinal)..], StringComparison.Ordinal);

    /// <summary>Some sentences end with the namespaces of the caller; Test says them of one of those to whom it happens.</summary>
    private static string OfAnyCaller(string message) => WordsBeforeCallers
        .Select(words => message.IndexOf(words, StringComparison.Ordinal)).Where(place => place >= 0).Select(place => message[..place])
        .FirstOrDefault(message);

    private static IEnumerable<CallDifference> WaysThatAreDelivered(FederationView view)
    {
        foreach (var way in view.BrokenWays.Where(way => way.Break is { Fault.Severity: FindingSeverity.Error }))
        {
            var called = new CalledHost(CalledHostOutcome.Found, way.Service.Host, "") { Service = way.Service, Port = way.Port };
            var sent = new SentRequest(
                way.Client, way.Caller, called, new() { Authority = way.Service.Host, Port = way.Port.Number }, UnstructuredMap.Empty);
            var share = new RouteShare(way.Service.Host, way.Subset?.Name ?? "", way.Port.Number, 100, 100);
            var hops = TraceTree.Flatten(new DestinationStep(view.Mesh, way.Client, way.Caller).Follow(share, sent));
            if (hops.Any(hop => hop.Outcome == TraceOutcome.Broken)) continue;
            yield return new($"way {way.Break!.Fault.Id}", $"{way.Break} of {way.Description} is delivered");
        }
    }

    private static IEnumerable<CallDifference> HostsThatAreDelivered(FederationView view)
    {
        foreach (var leg in view.BrokenHosts.Where(leg => leg.Break.Fault.Severity == FindingSeverity.Error))
        {
            var share = new RouteShare(leg.Host, "", leg.Port.Number, 100, 100);
            var called = new CalledHost(CalledHostOutcome.Found, leg.Host, "") { Service = leg.Answer.Service, Port = leg.Port };
            var sent =
                new SentRequest(leg.Cluster, leg.Caller, called, new() { Authority = leg.Host, Port = share.Port }, UnstructuredMap.Empty);
            var hops = TraceTree.Flatten(new DestinationStep(view.Mesh, leg.Cluster, leg.Caller).Follow(share, sent));
            if (leg.IsPassedOn ? IsBrokenByName(view, leg) : hops.Any(hop => hop.Outcome == TraceOutcome.Broken)) continue;
            yield return new($"host {leg.Break.Fault.Id}", $"{leg} is delivered\n{string.Join('\n', hops)}");
        }
    }

    /// <summary>Whether connections break that pods dial by a name which TLS routes do not have, and which are passed on so.</summary>
    private static bool IsBrokenByName(FederationView view, HostLeg leg) => leg.Answer.Service is { } service
        && leg.Cluster.Services.All.Where(other => other.AliasOf == service.Host).Prepend(service)
            .SelectMany(named => ServiceNames.Of(named.Name, named.Namespace, leg.Cluster.Facts.ClusterDomain))
            .Select(name => AgreedCalls.Trace(
                view.Mesh, new(leg.Cluster.Name, leg.Caller, name, leg.Port.Number, new() { Authority = "", Port = 0 })))
            .Any(hops => hops?.Any(hop => hop.Outcome == TraceOutcome.Broken) is true);

    private static IEnumerable<CallDifference> DestinationsThatAreDelivered(FederationView view)
    {
        foreach (var (destination, leg) in view.Destinations.All.Where(item => !item.IsUnused)
            .SelectMany(item => item.Broken, (item, leg) => (item, leg))
            .Where(pair => pair.leg.Break.Fault.Severity == FindingSeverity.Error))
        {
            foreach (var (share, sent) in Shares(destination, leg))
            {
                var hops = TraceTree.Flatten(new DestinationStep(view.Mesh, destination.Cluster, leg.Caller).Follow(share, sent));
                if (hops.All(hop => hop.Outcome != TraceOutcome.Delivered) || hops.Any(hop => Breaks(hop, leg.Break))) continue;
                yield return new(
                    $"destination {leg.Break.Fault.Id}", $"{leg} of {destination.VirtualService} is delivered\n{string.Join('\n', hops)}");
            }
        }
    }

    /// <summary>Whether the hop breaks by it, where others of the same destination, as those behind tunnels, are delivered.</summary>
    private static bool Breaks(MeshHop hop, CallBreak found) =>
        hop.Outcome == TraceOutcome.Broken && hop.Finding?.Rule == found.Fault.Id;

    /// <summary>The share of the leg, and where requests that the engine sends by the same route go.</summary>
    private static IEnumerable<(RouteShare Share, SentRequest Sent)> Shares(NamedDestination destination, DestinationLeg leg)
    {
        var (cluster, caller) = (destination.Cluster, leg.Caller);
        var called = new CalledHost(CalledHostOutcome.Found, leg.Share.Host, "");
        yield return (
            leg.Share,
            new(cluster, caller, called, new() { Authority = leg.Share.Host, Port = leg.Share.Port }, UnstructuredMap.Empty));
        if (!leg.IsSidecar || leg.Called == 0) yield break;
        foreach (var host in cluster.VirtualServices.HostsOf(destination.VirtualService))
        {
            if (cluster.Services.Find(host, caller.Namespace) is not { } service || service.Port(leg.Called) is not { } port) continue;
            foreach (var request in CalledRequests.Of(destination.Route, host, leg.Called))
            {
                var choice = RouteChooser.Choose(cluster, caller, service, port, request);
                if (!ReferenceEquals(choice.Route, destination.Route)) continue;
                called = called with { Host = host, Service = service, Port = port };
                foreach (var share in choice.Shares.Where(share => share.Share > 0 && IsOf(leg.Share, share)))
                    yield return (share, new(cluster, caller, called, request, choice.Route));
            }
        }
    }

    private static bool IsOf(RouteShare leg, RouteShare share) => leg.Host == share.Host && leg.Subset == share.Subset
        && (!leg.NamesPort || leg.Port == share.Port);
}
