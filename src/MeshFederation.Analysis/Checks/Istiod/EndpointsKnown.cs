using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Istiod;

internal sealed class EndpointsKnown : IstiodCheck
{
    public override string Id => "istiod-endpoints";

    public override string Name => "istiod has endpoints for the hosts of other clusters";

    protected override string Path => IstiodPages.Endpoints;

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) =>
        scene.RemoteCalls.Any(call => call.Client.Name == cluster.Name);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Istiod.Endpoints is not { } endpoints)
        {
            yield return Untold(cluster);
            yield break;
        }

        var hosts = scene.RemoteCalls.Where(call => call.Client.Name == cluster.Name).Select(call => call.Host).ToList();
        var without = hosts.Where(host => endpoints.GetValueOrDefault(host) == 0).ToList();
        if (without.Count == 0)
        {
            yield return Passed(cluster.Name, FormattableString.Invariant($"{hosts.Count} hosts"));
        }
        else
        {
            yield return Failed(
                cluster.Name,
                $"istiod has no endpoint for {string.Join(", ", without)}.",
                "Publish the federation, and look at the ServiceEntry: STATIC endpoints must be IP addresses.");
        }
    }
}
