using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ShortNameTaken : VersionRule
{
    public override string Id => "MF3047";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "The short name of a Service means the Service: sidecars of 1.13.0 to 1.13.3 and 1.14.0 to 1.14.4 give it to every host "
        + "NAME.NAMESPACE.svc.* too.";

    public override string Recommendation =>
        "Update istiod to 1.13.4, 1.14.5 or newer; until then call the Service by its full host, NAME.NAMESPACE.svc.cluster.local.";

    public override string Source => "1.13.3 pilot/pkg/networking/core/v1alpha3/httproute.go generateAltVirtualHostsForKubernetesService";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters.Where(MayShorten))
        {
            foreach (var entry in cluster.Services.All.Where(service => service is { IsKubernetes: false, Manifest: not null }
                && service.Ports.Any(port => port.Traffic == PortTraffic.Http)))
            {
                if (entry.Host.Split('.') is not [var name, var space, "svc", _, ..]
                    || ServiceHost.IsOf(entry.Host, cluster.Facts.ClusterDomain))
                {
                    continue;
                }

                if (cluster.Services.Named(ServiceHost.Of(name, space, cluster.Facts.ClusterDomain))
                    .FirstOrDefault(service => service.IsKubernetes || service.Declared is not null) is not { } shadowed)
                {
                    continue;
                }

                yield return new(
                    cluster.Facts,
                    (report, message, cause) => report.At(entry.Manifest!, entry.Manifest!.Spec, "hosts", message, cause),
                    $"In Istio {cluster.Facts.IstioVersion} requests for '{name}' and '{name}.{space}' go to {shadowed.Reference} or "
                        + $"to '{entry.Host}', whichever comes first.",
                    $"requests of {cluster.Name} for '{name}' and '{name}.{space}' go to {shadowed.Reference} alone, or to '{entry.Host}' "
                        + "too, as in 1.13.0 to 1.13.3 and 1.14.0 to 1.14.4,",
                    new(cluster.Name, entry.Host));
            }
        }
    }

    private static bool MayShorten(RoutingCluster cluster) => cluster.Facts.IsVersionAssumed
        ? cluster.MayHave(IstioBehavior.LastToShortenForeignHosts)
        : IstioBehavior.ShortensForeignHosts(cluster.Facts.IstioVersion);
}
