using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class NoneReady : Rule
{
    public override string Id => "MF6012";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service that is called from other networks has a pod that is ready where it runs.";

    public override string Recommendation =>
        "Start pods with the labels that the Service selects, or leave the cluster out, Suspend-MeshCluster: ztunnels send its share "
        + "there as long as its WorkloadEntries stand.";

    public override string Source => "pilot/pkg/networking/core/waypoint.go; run: the gateway answers 503, and ztunnel ejects nothing";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (server, service) in TunnelCall.Of(federation.Mesh).SelectMany(call => call.Served).Distinct())
        {
            if (service.Manifest is { } manifest && Why(server, service) is { } why) report.On(manifest, why);
        }
    }

    /// <summary>Why calls end at the gateway; null where a pod may be ready.</summary>
    public static string? Why(RoutingCluster server, RoutedService service)
    {
        if (service.Selector.Count == 0) return null;
        var pods = server.Pods.Select(service, UnstructuredMap.Empty);
        if (pods.Knowledge is not PodKnowledge.Pods || pods.OfService.Any(pod => pod.IsReady is not false)) return null;
        return pods.OfService.Count == 0
            ? $"No pod of {server.Name} has the labels {service.Selector.Describe()}: http status: 503 Service Unavailable."
            : FormattableString.Invariant(
                $"None of its {pods.OfService.Count} pods in {server.Name} is ready: http status: 503 Service Unavailable.");
    }
}
