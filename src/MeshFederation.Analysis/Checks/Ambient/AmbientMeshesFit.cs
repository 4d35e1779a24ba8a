using MeshFederation.Analysis.Faults;
using MeshFederation.Analysis.Rules.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Ambient;

/// <summary>What two ambient meshes must have alike, and the serving one for itself, as they are and not as they were declared.</summary>
internal sealed class AmbientMeshesFit : PairCheck
{
    public override string Id => "ambient-pair";

    public override string Category => "Ambient";

    public override string Name => "the two meshes can call each other through tunnels";

    public override IReadOnlyList<Fault> Faults => [CallFaults.TunnelTrust, CallFaults.TunnelsMixed];

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, ClusterPair pair)
    {
        if (!IsAmbient(scene, pair)) yield break;
        if (pair.Client.Found is not { } client || pair.Server.Found is not { } server)
        {
            yield return NotChecked(pair.Client.Name, "The mesh configuration of one of them is not known.", "", pair.Server.Name);
            yield break;
        }

        var found = Differences(pair, client, server).ToList();
        if (found.Count == 0) yield return Passed(pair.Client.Name, $"trust domain {client.TrustDomain}", pair.Server.Name);
        foreach (var check in found) yield return check;
    }

    /// <summary>Where services are declared, one of them must be called so.</summary>
    private static bool IsAmbient(CheckScene scene, ClusterPair pair) => pair.Services.Count > 0
        ? pair.Services.Any(AmbientClusters.IsAmbient)
        : scene.IsAmbient(pair.Client) && scene.IsAmbient(pair.Server);

    private IEnumerable<MeshCheck> Differences(ClusterPair pair, MeshCluster client, MeshCluster server)
    {
        var name = pair.Client.Name;
        if (client.TrustDomain != server.TrustDomain)
        {
            yield return Found(name, CallFaults.TunnelTrust, TrustDomainsDiffer.Why(client, server), pair.Server.Name);
        }

        if (AmbientClusters.MixingVersion(server) is { } old)
            yield return Found(name, CallFaults.TunnelsMixed, GatewayMixesServices.Why(pair.Server.Name, old), pair.Server.Name);
        if (client.Network is { } network && network == server.Network)
        {
            yield return Failed(
                name, $"Both are of the network '{network}': what is of one's own network is called without a gateway.",
                "Give each its own network: the label topology.istio.io/network of istiod's namespace, and NETWORK of its ztunnels.",
                pair.Server.Name);
        }

        foreach (var (cluster, service) in pair.Services.Where(AmbientClusters.IsAmbient)
            .SelectMany(service => new[] { client, server }, (service, at) => (at, service)))
        {
            if (ServiceScopes.LabelsFor(cluster, service.Namespace) is not null) continue;
            yield return Failed(
                name,
                $"No label makes the Service {service} global in {cluster.Name}: no serviceScopeConfigs of its mesh configuration has the "
                + "scope GLOBAL and holds for it.",
                "Add the one of Istio's ambient profile, which selects Services with istio.io/global=true, to the mesh configuration.",
                pair.Server.Name);
        }
    }
}
