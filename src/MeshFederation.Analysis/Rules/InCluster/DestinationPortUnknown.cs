using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationPortUnknown : Rule
{
    public override string Id => "MF2004";

    public override string Title => "Every port of a destination is one of its host.";

    public override string Recommendation => "Name the number of the Service's or ServiceEntry's port, not that of the pods.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            if (destination.IsUnused || Fault(destination) is not { } why) continue;
            report.At(destination.VirtualService, destination.Content.Map("port")!, "number", why,
                new Cause((destination.Host, destination.Port!.Value)));
        }
    }

    /// <summary>Why a destination has no such port; null when it has it, or nothing can be said.</summary>
    public static string? Fault(NamedDestination destination)
    {
        if (destination.Port is not { } port
            || KnownHosts.Find(destination.Cluster, destination.Host, destination.Caller.Namespace) is not { } service
                || service.Port(port) is not null)
        {
            return null;
        }

        var ports = string.Join(", ", service.Ports);
        return FormattableString.Invariant($"{service.Reference} has no port {port}; it has {(ports.Length == 0 ? "none" : ports)}.");
    }
}
