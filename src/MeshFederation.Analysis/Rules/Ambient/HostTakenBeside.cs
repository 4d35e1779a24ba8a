using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class HostTakenBeside : Rule
{
    public override string Id => "MF6014";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "What is called through tunnels is a Service: no ServiceEntry has its host, or endpoints of its own there.";

    public override string Recommendation =>
        "Remove the ServiceEntry, or the host or endpoint from it: what stands for pods of other clusters is a WorkloadEntry, which a "
        + "global Service selects.";

    public override string Source => "run: the Service wins where both are, and a ServiceEntry never gets an endpoint of another network";

    protected override void Examine(FederationView federation, Report report)
    {
        var called = new HashSet<(string Cluster, string Host)>();
        foreach (var call in TunnelCall.Of(federation.Mesh).DistinctBy(call => (call.Client.Name, call.Service.Host)))
        {
            called.Add((call.Client.Name, call.Service.Host));
            foreach (var entry in call.Client.Of(ReadKind.ServiceEntry)
                .Where(entry => entry.Spec.List("hosts").OfType<string>().Contains(call.Service.Host, StringComparer.Ordinal)))
            {
                report.On(
                    entry,
                    $"It has the host of {call.Service.Reference}, which is called through tunnels: the Service is called, and "
                    + "endpoints of the ServiceEntry in other networks never are.");
            }
        }

        foreach (var client in federation.Mesh.Clusters.Where(MayNotReach))
        {
            foreach (var entry in client.Of(ReadKind.ServiceEntry).Where(entry => !IsTaken(client, entry)))
            {
                if (Unreached(client, entry).FirstOrDefault() is { } endpoint)
                    report.At(entry, endpoint, "network", Why(endpoint.Text("network")!));
            }
        }

        bool IsTaken(RoutingCluster client, MeshManifest entry) => entry.Spec.List("hosts") is { Count: > 0 } hosts
            && hosts.OfType<string>().All(host => called.Contains((client.Name, host)));
    }

    /// <summary>Why a caller gets no endpoint of a ServiceEntry; null where it has others, or may have them.</summary>
    public static string? WhyNone(RoutingCluster client, MeshManifest entry) =>
        MayNotReach(client) && Unreached(client, entry) is { Count: > 0 } unreached && unreached.Count == entry.Spec.List("endpoints").Count
            ? Why(unreached[0].Text("network")!)
            : null;

    private static string Why(string network) =>
        $"Its endpoints in '{network}', which is called through tunnels, are none for ztunnels and waypoints: no healthy upstream.";

    /// <summary>Where istiod does not join networks in ambient mode, such an endpoint was called (run).</summary>
    private static bool MayNotReach(RoutingCluster client) =>
        client.Facts.IsAmbient() || client.Facts.Facts?.Switch(IstiodVariable.AmbientMultiNetwork) is true;

    private static List<UnstructuredMap> Unreached(RoutingCluster client, MeshManifest entry)
    {
        var networks = TunnelGateways.Remote(client).Select(TunnelGateways.NetworkOf).ToHashSet(StringComparer.Ordinal);
        return [.. entry.Spec.Maps("endpoints").Where(
            endpoint => !endpoint.Says("address") && endpoint.Text("network") is { Length: > 0 } network && networks.Contains(network))];
    }
}
