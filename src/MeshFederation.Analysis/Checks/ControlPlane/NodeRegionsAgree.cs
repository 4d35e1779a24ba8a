using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>Looks at the regions of nodes, by which failover by region goes: callers and pods have that of their node.</summary>
internal sealed class NodeRegionsAgree : ClusterCheck
{
    public override string Id => "node-regions";

    public override string Category => "Istio";

    public override string Name => "nodes say the region by which requests fail over";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => cluster.Found is not null
        && scene.Services.Any(service => service.Destinations().Any(destination => destination.Region.Count > 0)
            && service.Cluster.Concat(service.ClientCluster).Any(of => of.Name == cluster.Name));

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster) =>
        [Look(cluster.Name, cluster.Declared.Region, cluster.Found!.Facts?.NodeRegion)];

    private MeshCheck Look(string cluster, string? declared, ValueList<string>? found)
    {
        if (found is null) return NotChecked(cluster, "Nodes may not be listed.", "Grant it by the role of docs/clusterrole.yaml.");
        if (found.Count == 0) return NotChecked(cluster, "No node was found.");
        if (found.Contains("", StringComparer.Ordinal))
        {
            return Failed(
                cluster,
                $"Nodes have no label {RegionSyntax.Label}, so neither callers nor pods there are in any region.",
                $"Label them, as clouds do, kubectl label nodes --all {RegionSyntax.Label}={declared ?? "us-east-1"}, and restart pods.");
        }

        if (declared is null || found.Contains(declared, StringComparer.Ordinal)) return Passed(cluster, $"{found}");
        return Warned(
            cluster,
            $"Nodes are in {found}, and the cluster was declared as in {declared}: callers elsewhere are sent to the wrong region.",
            $"Declare what is there: New-MeshCluster {cluster} -Region {found[0]}.");
    }
}
