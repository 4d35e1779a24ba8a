using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class NetworkUnjoined : Rule
{
    /// <summary>What becomes of connections of pods whose ztunnel does not know its network, or istiod not its own.</summary>
    public const string Reset = "connections are reset, as the address of the Service is unknown to ztunnels";

    private const string Refused = "calls from other networks end with http status: 503 Service Unavailable";

    public override string Id => "MF6016";

    public override string Title =>
        "Where a cluster calls others through tunnels, istiod joins networks on both sides, and istiod and ztunnels know their own.";

    public override string Recommendation =>
        "Set PILOT_ENABLE_AMBIENT=true and AMBIENT_ENABLE_MULTI_NETWORK=true in the environment of istiod, give its namespace the label "
        + "topology.istio.io/network, and ztunnels the same network in NETWORK, the value network of their chart.";

    public override string Source => "pilot/pkg/features/ambient.go; pilot/pkg/serviceregistry/ambient; ztunnel src/config.rs; run";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            var gateways = TunnelGateways.Remote(client).ToList();
            if (gateways.Count == 0) continue;
            if (Calling(client.Facts) is { } off)
                report.On(gateways[0], off, severity: IsTakenOver(federation.Mesh, client) ? FindingSeverity.Warning : null);
            if (Network(client) is { } reset) report.On(gateways[0], reset);
            foreach (var gateway in gateways)
            {
                var servers = TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway));
                foreach (var why in servers.Select(server => Called(server.Facts)).OfType<string>()) report.On(gateway, why);
            }
        }
    }

    /// <summary>Whether own pods take all of what a cluster calls, where its ztunnels have no endpoint in other networks.</summary>
    private static bool IsTakenOver(RoutingMesh mesh, RoutingCluster client)
    {
        if (IsRefusing(client.Facts)) return false;
        var calls = TunnelCall.Of(mesh).Where(call => call.Client == client).ToList();
        return calls.Count > 0 && calls.TrueForAll(OwnPods.TakeOver);
    }

    /// <summary>What becomes of calls, whoever calls, where istiod joins no networks; null where it does, or that is not known.</summary>
    public static string? Switches(MeshCluster cluster) => Lacking(cluster, $"{Callers(cluster)}, and {Refused}");

    /// <summary>What becomes of calls from a cluster where istiod joins no networks; null where it does, or that is not known.</summary>
    public static string? Calling(MeshCluster client) => Lacking(client, Callers(client));

    /// <summary>What becomes of calls of a cluster where istiod joins no networks; null where it does, or that is not known.</summary>
    public static string? Called(MeshCluster server) => Lacking(server, Refused);

    /// <summary>
    /// Whether ztunnels of a cluster connect to what stands for other networks and refuse it: istiod serves them, and joins no networks.
    /// </summary>
    public static bool IsRefusing(MeshCluster client) => TunnelSwitches.Off(client) is [IstiodVariable.AmbientMultiNetwork];

    /// <summary>An istiod that serves no ztunnels was not run.</summary>
    private static string Callers(MeshCluster client) => IsRefusing(client)
        ? "callers have the WorkloadEntries of other networks as endpoints of no identity, and refuse who answers (expected SAN ())"
        : "callers have no endpoint in other networks (no healthy upstream, as Istio's source has it)";

    private static string? Lacking(MeshCluster cluster, string then) => TunnelSwitches.Off(cluster) is { Count: > 0 } off
        ? $"The environment of istiod in {cluster} lacks {string.Join(" and ", off.Select(variable => $"{variable}=true"))}: {then}."
        : null;

    /// <summary>What becomes of calls where istiod or ztunnels do not know their network; null where they do, or that is not known.
    /// </summary>
    public static string? Network(RoutingCluster client)
    {
        var home = client.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == client.Facts.IstioNamespace);
        var network = home is null ? client.Facts.Network : home.Labels().Text(IstiodLabels.Network);
        if (home is not null && string.IsNullOrEmpty(network))
            return $"The namespace {home.Name} of {client.Name} has no label {IstiodLabels.Network}: {Reset}.";
        return network is null ? null
            : client.Facts.Facts?.Ztunnel.Where(ztunnel => ztunnel.Network != network)
                .Select(ztunnel => Ztunnel(ztunnel, client.Name, network)).FirstOrDefault();
    }

    /// <summary>What becomes of calls where ztunnels are told another network than that of their cluster.</summary>
    public static string Ztunnel(MeshZtunnel ztunnel, string cluster, string network) =>
        $"DaemonSet {ztunnel.Name} has {(ztunnel.Network.Length == 0 ? "no network" : $"the network '{ztunnel.Network}'")}, and its "
        + $"cluster {cluster} has '{network}': {Reset}.";
}
