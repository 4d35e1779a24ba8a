using MeshFederation.Analysis;
using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Tests.Federations;

/// <summary>Holds what Test finds against the traces of the same calls.</summary>
internal static class CallAgreement
{
    /// <summary>Checks a federation.</summary>
    public static void Check(FederationView view)
    {
        var findings = FederationAnalysis.Run(view);
        foreach (var (question, hops) in Calls(view))
        {
            if (Lacks(view, findings, hops) is { } lost) Assert.Fail($"{question}\n{lost}\n{Text(view)}");
        }

        foreach (var way in view.Ways.Where(way => way.Break is { Fault.Severity: FindingSeverity.Error }))
        {
            var called = new CalledHost(CalledHostOutcome.Found, way.Service.Host, "") { Service = way.Service, Port = way.Port };
            var sent = new SentRequest(
                way.Client, way.Caller, called, new() { Authority = way.Service.Host, Port = way.Port.Number }, UnstructuredMap.Empty);
            var share = new RouteShare(way.Service.Host, way.Subset?.Name ?? "", way.Port.Number, 100, 100);
            var hops = TraceTree.Flatten(new DestinationStep(view.Mesh, way.Client, way.Caller).Follow(share, sent));
            if (!hops.Any(hop => hop.Outcome == TraceOutcome.Broken))
                Assert.Fail($"{way.Break} of {way.Description} is delivered\n{Text(view)}");
        }
    }

    /// <summary>Why the findings lack what a trace breaks of; null when they do not.</summary>
    private static string? Lacks(
        FederationView view, IReadOnlyList<MeshFinding> findings, IReadOnlyList<MeshHop> hops)
    {
        foreach (var hop in hops.Where(hop => hop.Outcome == TraceOutcome.Broken))
        {
            var fault = FaultCatalog.Find(hop.Finding!.Rule)!;
            if (fault.IsOfRequest || fault == CallFaults.AccessDenied) continue;
            if (findings.Any(finding => Says(finding, hop.Finding)) || IsOfPattern(view, hop)) continue;
            return $"{hop.Finding} is not among\n{string.Join('\n', findings)}";
        }

        return null;
    }

    /// <summary>
    /// Of a destination that only a wildcard covers Test says nothing yet, as Istio's own analysis does; the trace says that it has no
    /// cluster.
    /// </summary>
    private static bool IsOfPattern(FederationView view, MeshHop hop) =>
        hop.Finding!.Rule == CallFaults.DestinationUnknown.Id && view.Mesh[hop.Cluster]!.Services.Patterns(hop.Finding.Target).Any();

    /// <summary>Of many findings of one cause the first is said, and how many there are.</summary>
    private static bool Says(MeshFinding finding, MeshFinding traced) =>
        finding.Rule == traced.Rule && finding.Recommendation == traced.Recommendation
            && (finding.Count > 1 || finding.Message == traced.Message);

    /// <summary>A call of every port of every host that an object is about, from where it is seen.</summary>
    private static IEnumerable<(TraceQuestion Question, IReadOnlyList<MeshHop> Hops)> Calls(FederationView view)
    {
        foreach (var cluster in view.Mesh.Clusters)
        {
            foreach (var service in cluster.Services.All.Where(service => IsCalled(view, cluster, service)))
            {
                foreach (var port in service.Ports)
                {
                    var scope = service.ExportTo;
                    var caller = scope.Reaches(service.Namespace) || scope.Namespaces.Count == 0 ? service.Namespace : scope.Namespaces[0];
                    var question = new TraceQuestion(
                        cluster.Name, MeshCaller.In(caller), service.Host, port.Number, new() { Authority = "", Port = 0 });
                    if (Trace(view.Mesh, question) is { } hops) yield return (question, hops);
                }
            }
        }
    }

    /// <summary>A host of another cluster to whose subsets requests are routed is not called as a whole.</summary>
    private static bool IsCalled(FederationView view, RoutingCluster cluster, RoutedService service) =>
        !HostPattern.IsWildcard(service.Host)
            && view.Destinations.MayBeCalled(cluster.Name, service.Host, "")
            && (!service.IsKubernetes
                || cluster.VirtualServices.All.Any(
                    item => cluster.VirtualServices.HostsOf(item).Contains(service.Host, StringComparer.Ordinal)));

    private static IReadOnlyList<MeshHop>? Trace(RoutingMesh mesh, TraceQuestion question)
    {
        try
        {
            return RequestTracer.Trace(mesh, question);
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private static string Text(FederationView view) =>
        string.Join("---\n", view.Manifests.Select(item => $"# {item.Cluster}\n{item.ToYaml()}"));
}
