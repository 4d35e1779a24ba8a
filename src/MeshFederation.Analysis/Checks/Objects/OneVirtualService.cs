using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Services;

namespace MeshFederation.Analysis.Checks.Objects;

/// <summary>Of several VirtualServices for one host a sidecar takes one, and which is not defined (IST0109).</summary>
internal sealed class OneVirtualService : ClusterCheck
{
    public override string Id => "one-virtual-service";

    public override string Category => "Objects";

    public override string Name => "only one VirtualService routes a federated host";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => Called(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.VirtualService.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's VirtualServices could not be read.");
            yield break;
        }

        var client = scene.Mesh[cluster.Name]!;
        var hosts = Called(scene, cluster).SelectMany(service => HostsOf(service, cluster).Select(host => (service, host))).ToList();
        var several = hosts.Select(called =>
            (called.host, all: client.VirtualServices.ForConnections(called.host, MeshCaller.In(called.service.Namespace), null, 0)))
            .Where(called => called.all.Count > 1).ToList();
        foreach (var (host, all) in several)
        {
            yield return Failed(
                cluster.Name,
                $"{string.Join(" and ", all)} are for '{host}'; {all[0]}, the oldest, is likely taken.",
                "Take the host out of all but one: merge the routes, or let the other end.");
        }

        if (several.Count == 0) yield return Passed(cluster.Name, FormattableString.Invariant($"{hosts.Count} hosts"));
    }

    private static IEnumerable<MeshService> Called(CheckScene scene, CheckedCluster cluster) =>
        scene.Services.Where(service => service.ClientCluster.Any(client => client.Name == cluster.Name));

    private static IEnumerable<string> HostsOf(MeshService service, CheckedCluster cluster) => service.In(cluster.Name) is not null
        ? [Hosts.Local(service, cluster.Facts)]
        : service.Cluster.Select(server => Hosts.Remote(service, server));
}
