using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing;

/// <summary>A destination that a VirtualService names.</summary>
internal sealed record SimulatedRoute(string Host, string Subset, long Port)
{
    private static readonly string[] RouteKinds = ["http", "tls", "tcp"];

    /// <summary>
    /// Hosts in other clusters end in the cluster's name and the federation's own domain, which the generator takes from these.
    /// </summary>
    public bool IsElsewhere => IsElsewhereHost(Host);

    public static IEnumerable<SimulatedRoute> DestinationsOf(UnstructuredMap virtualService) => DestinationsOf(virtualService, RouteKinds);

    public static IEnumerable<SimulatedRoute> DestinationsOf(UnstructuredMap virtualService, IEnumerable<string> kinds)
    {
        var spec = virtualService.Map("spec")!;
        return kinds.SelectMany(kind => spec.Maps(kind)).SelectMany(route => route.Maps("route")).Select(share => share.Map("destination")!)
            .Select(destination => new SimulatedRoute(
                destination.Text("host")!, destination.Text("subset") ?? "", destination.Map("port")!.Number("number")!.Value));
    }

    public static bool IsElsewhereHost(string host) =>
        host.EndsWith(".global", StringComparison.Ordinal) || host.EndsWith(".mesh", StringComparison.Ordinal);

    public override string ToString() => $"{Host}:{Port}{(Subset.Length == 0 ? "" : "/" + Subset)}";
}
