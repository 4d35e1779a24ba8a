using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EntryJoinsService : Rule
{
    public override string Id => "MF3049";

    public override string Title => "A ServiceEntry with endpoints does not have the host of a Service of its own namespace.";

    public override string Recommendation =>
        "Use a host of its own with the endpoints of both clusters, as reviews.default.svc.cluster2.global, or let the primary "
        + "clusters discover each other.";

    public override string Source => "pilot/pkg/xds/endpoints/endpoint_builder.go: endpoints are kept by host and namespace";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var entry in cluster.Services.All.Where(service => service is { IsKubernetes: false, Manifest: not null }))
            {
                if (Joined(cluster.Services, entry) is not { } service) continue;
                var message =
                    $"Its endpoints are {service.Reference}'s too, as it has the host '{entry.Host}': they take part of the traffic "
                    + "at all times, behind the own gateway as well, and fail over for nothing.";
                report.At(entry.Manifest!, entry.Manifest!.Spec, "hosts", message);
            }
        }
    }

    /// <summary>The Service of the same host and namespace that a ServiceEntry adds endpoints to; null when there is none.</summary>
    public static RoutedService? Joined(ServiceRegistry services, RoutedService entry)
    {
        if (!entry.Manifest!.Spec.Says("endpoints") && !entry.Manifest.Spec.Says("workloadSelector")) return null;
        var same = services.Named(entry.Host);
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i].Origin == ServiceOrigin.Kubernetes && same[i].Namespace == entry.Namespace) return same[i];
        }

        return null;
    }
}
