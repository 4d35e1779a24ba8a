using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class EntryShadowsService : Rule
{
    public override string Id => "MF3020";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The host of a ServiceEntry is not that of a Service of the same cluster.";

    public override string Recommendation =>
        "Use a host of its own, as reviews.default.svc.cluster2.global; since 1.29 the Service wins everywhere.";

    public override string Source => "pilot/pkg/model/sidecar.go appendSidecarServices";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var service in cluster.Services.All)
            {
                if (service.IsKubernetes
                    || cluster.Services.Named(service.Host)
                        .FirstOrDefault(other => other.Origin is ServiceOrigin.Kubernetes or ServiceOrigin.Declared) is not { } known)
                {
                    continue;
                }
                if (EntryJoinsService.Joined(cluster.Services, service) is not null) continue;
                report.At(
                    service.Manifest!,
                    service.Manifest!.Spec,
                    "hosts",
                    $"'{service.Host}' is the host of {known.Reference} of this cluster.");
            }
        }
    }
}
