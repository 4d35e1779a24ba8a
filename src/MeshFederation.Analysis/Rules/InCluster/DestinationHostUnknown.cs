using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;

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
            if (destination.IsUnused || Fault(federation, destination) is not { } why) continue;
            report.At(destination.VirtualService, destination.Content, "host",
                $"{why}: requests get a 503.{Elsewhere(federation, destination)}", new Cause((destination.Host, why)));
        }
    }

    /// <summary>Why a destination is none, in a sentence without its end; null when it is one, or nothing can be said.</summary>
    public static string? Fault(FederationView federation, NamedDestination destination)
    {
        var (cluster, host) = (destination.Cluster, destination.Host);
        if (host.Length == 0 || HostPattern.IsWildcard(host) || KnownHosts.Find(cluster, host, destination.Caller.Namespace) is not null
            || !KnownHosts.WouldBeKnown(federation, cluster, host))
        {
            return null;
        }

        if (cluster.Services.Named(host) is [var hidden, ..])
        {
            return $"{hidden.Reference} has the host '{hidden.Host}', but its {hidden.ExportTo} hides it from the namespace "
                + destination.Caller.Namespace;
        }

        if (cluster.Overlooked.Named(host).Count > 0) return Sentence(ServiceRegistry.WhyUnknown(cluster, host));
        var advice = ShortHosts.Advice(cluster, host, destination.VirtualService.Namespace);
        return $"Neither a Service nor a ServiceEntry of the cluster has the host '{host}'{advice}";
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Elsewhere(FederationView federation, NamedDestination destination)
    {
        var (cluster, host) = (destination.Cluster, destination.Host);
        if (cluster.Services.Named(host).Count > 0 || cluster.Overlooked.Named(host).Count > 0) return "";
        var elsewhere = federation.Mesh.Clusters.FirstOrDefault(other => other != cluster && other.Services.Named(host).Any(service => service.IsKubernetes));
        return elsewhere is null ? "" : $" It runs in {elsewhere.Name}, which this cluster does not see.";
    }
}
