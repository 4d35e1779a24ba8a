using System.Collections.Immutable;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>
/// Another DestinationRule for a host of ours. In one namespace Istio merges them: subsets are put together, of two with one name the older
/// stays, and of two traffic policies the older counts (istio pilot/pkg/model/destination_rule.go). Across namespaces it takes one whole:
/// the callers' own, then the service's, then the root namespace's (istio pilot/pkg/model/push_context.go destinationRule).
/// </summary>
internal static class DestinationRuleConflict
{
    public static Obstacle? Of(MeshManifest wanted, IEnumerable<MeshManifest> sameHost, MeshCluster cluster)
    {
        foreach (var other in sameHost)
        {
            var obstacle = other.Namespace == wanted.Namespace
                ? SameNamespace(wanted, other, cluster)
                : OtherNamespace(wanted, other, cluster);
            if (obstacle is not null) return obstacle;
        }

        return null;
    }

    private static Obstacle? SameNamespace(MeshManifest wanted, MeshManifest other, MeshCluster cluster)
    {
        if (other.Spec.Map("workloadSelector") is not null)
            return Unmergeable(wanted, other, "counts alone for the workloads that it selects, which would not see our subsets");
        if (!ExportScope.Of(wanted, cluster).IsSameAs(ExportScope.Of(other, cluster)))
            return Unmergeable(wanted, other, "is exported to other namespaces, so Istio takes one of the two and leaves out the other");
        if (Clash(wanted, other) is { } subset)
        {
            return Unmergeable(
                wanted, other, $"has a subset '{subset}' that says something else, and of two with one name the older stays");
        }
        var theirs = other.Spec.Map("trafficPolicy");
        if (theirs is not null && wanted.Spec.Map("trafficPolicy") is { } mine && !UnstructuredEquality.AreEqual(mine, theirs))
            return Unmergeable(wanted, other, "has a traffic policy, and the older of the two policies counts alone");
        var extra = OtherSubsets(wanted, other);
        if (theirs is null && extra.Count == 0) return null;
        string[] says = [
            .. extra.Count > 0 ? [$"the subsets {Names.Few(extra)}"] : Array.Empty<string>(),
            .. theirs is null ? Array.Empty<string>() : ["a traffic policy"]
        ];
        return Mergeable(wanted, other, string.Join(" and ", says));
    }

    private static Obstacle? OtherNamespace(MeshManifest wanted, MeshManifest other, MeshCluster cluster)
    {
        if (other.Namespace == cluster.IstioNamespace) return null;
        var covers = Subsets(wanted).All(subset => Subsets(other).Any(theirs => UnstructuredEquality.AreEqual(subset, theirs)))
            && (wanted.Spec.Map("trafficPolicy") is not { } policy
                || UnstructuredEquality.AreEqual(policy, other.Spec.Map("trafficPolicy")));
        return covers
            ? null
            : Unmergeable(wanted, other, $"counts alone for callers in the namespace '{other.Namespace}', which would not see our subsets");
    }

    private static string? Clash(MeshManifest wanted, MeshManifest other) => Subsets(wanted)
        .FirstOrDefault(subset => Subsets(other)
            .Any(theirs => theirs.Text("name") == subset.Text("name") && !UnstructuredEquality.AreEqual(subset, theirs)))?.Text("name");

    private static List<string> OtherSubsets(MeshManifest wanted, MeshManifest other) =>
        [.. Subsets(other)
            .Where(theirs => !Subsets(wanted).Any(subset => UnstructuredEquality.AreEqual(subset, theirs)))
            .Select(subset => subset.Text("name") ?? "?")];

    private static ImmutableArray<UnstructuredMap> Subsets(MeshManifest rule) => rule.Spec.Maps("subsets");

    private static Obstacle Unmergeable(MeshManifest wanted, MeshManifest other, string why) => new(
        $"{Names.WithManagers(other)} is for the host {Names.Host(wanted)} as well; it {why}. -Force does not help.",
        [
            $"To have the federation's, remove the other one: kubectl delete destinationrule {other.Name} --namespace {other.Namespace}.",
            $"To keep {other}, give it the subsets and policies of ours (ConvertTo-MeshManifest shows them) under the same names, and no "
            + "others for this host.",
            "To leave both as they are, take the service out of the federation.",
        ]);

    private static Obstacle Mergeable(MeshManifest wanted, MeshManifest other, string says) => new(
        $"{Names.WithManagers(other)} is for the host {Names.Host(wanted)} as well and has {says}. Istio merges the two, so each changes "
        + "what the other means.",
        [
            "To have both, use -Force: Istio then puts the subsets together and keeps the older traffic policy. Nothing of theirs is "
            + "changed.",
            $"To have the federation's alone, remove the other one: kubectl delete destinationrule {other.Name} --namespace "
            + $"{other.Namespace}.",
            "To keep theirs alone, take the service out of the federation.",
        ],
        IsSafeToForce: true);
}
