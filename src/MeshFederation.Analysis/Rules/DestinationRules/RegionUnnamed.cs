using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class RegionUnnamed : PolicyRule
{
    public override string Id => "MF1219";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Failover and shares of regions are for a region that the callers' nodes are in.";

    public override string Recommendation =>
        "Label the nodes with topology.kubernetes.io/region, as clouds do, and restart the pods; or name the callers' region in a 'from'.";

    public override string Source =>
        "pilot/pkg/serviceregistry/kube/controller/controller.go getPodLocality; pilot/pkg/networking/core/loadbalancer/loadbalancer.go "
        + "ApplyLocalityLoadBalancer";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("loadBalancer")?.Map(MeshConfigWords.Localities) is not { } locality) return;
        foreach (var field in (string[])[LocalitySettings.Shares, LocalitySettings.Next])
        {
            if (!locality.Says(field) || LocalitySettings.IsOff(locality)) continue;
            if (Fault(locality.Maps(field).Select(item => item.Text("from") ?? ""), cluster, field) is { } fault)
                report.At(manifest, locality, field, fault);
        }
    }

    private static string? Fault(IEnumerable<string> from, ClusterView cluster, string field)
    {
        if (cluster.Cluster.Facts?.NodeRegion?.Contains("", StringComparer.Ordinal) is true)
            return $"Nodes of '{cluster.Cluster}' say no region, so callers there are in none, and it does not hold for them.";
        if (field == LocalitySettings.Next) return null;
        var named = from.Select(place => place.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        if (named.Contains("*") || named.Contains("")) return null;
        string[] own = [cluster.Cluster.Region ?? "", .. cluster.Cluster.Facts?.NodeRegion ?? []];
        return own.FirstOrDefault(region => region.Length > 0 && !named.Contains(region)) is { } unnamed
            ? $"No share is for callers in '{unnamed}', where '{cluster.Cluster}' has nodes, so each endpoint gets as much as any other."
            : null;
    }
}
