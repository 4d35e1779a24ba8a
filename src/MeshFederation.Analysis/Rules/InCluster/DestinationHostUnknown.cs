using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationHostUnknown : Rule
{
    public override string Id => "MF2002";

    public override string Title => "Every destination is a host that the cluster knows and the caller sees.";

    public override string Recommendation => "Add a ServiceEntry for the host, as New-MeshServiceEntry does for one in another cluster, correct its name, or export it to the caller's namespace.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0101); pilot/pkg/networking/core/route/route.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            var (cluster, host) = (destination.Cluster, destination.Host);
            if (host.Length == 0 || HostPattern.IsWildcard(host) || KnownHosts.Find(cluster, host, destination.Caller.Namespace) is not null || !KnownHosts.WouldBeKnown(federation, cluster, host)) continue;
            var why = cluster.Services.Named(host) is [var hidden, ..] ? Hidden(hidden, destination.Caller) : Unknown(federation, cluster, host);
            report.At(destination.VirtualService, destination.Content, "host", why, new Cause((host, why)));
        }
    }

    private static string Hidden(RoutedService service, MeshCaller caller) =>
        $"{service.Reference} has the host '{service.Host}', but its {service.ExportTo} hides it from the namespace {caller.Namespace}: requests get a 503.";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Unknown(FederationView federation, RoutingCluster cluster, string host)
    {
        if (cluster.Overlooked.Named(host).Count > 0) return $"{Sentence(ServiceRegistry.WhyUnknown(cluster, host))}: requests get a 503.";
        var elsewhere = federation.Mesh.Clusters.FirstOrDefault(other => other != cluster && other.Services.Named(host).Any(service => service.IsKubernetes));
        return $"Neither a Service nor a ServiceEntry of the cluster has the host '{host}': requests get a 503.{(elsewhere is null ? "" : $" It runs in {elsewhere.Name}, which this cluster does not see.")}";
    }
}
