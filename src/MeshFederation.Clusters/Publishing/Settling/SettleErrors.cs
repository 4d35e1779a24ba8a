using MeshFederation.Clusters.Istiod;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>The errors of waiting between two stages.</summary>
internal static class SettleErrors
{
    public static MeshException TimedOut(
        string federation, TimeSpan limit, IReadOnlyList<(MeshCluster Cluster, ClusterSight Sight)> open) => new(
        MeshErrorId.SettleTimeout,
        MeshErrorKind.OperationTimeout,
        FormattableString.Invariant($"Not all proxies are seen to have what was written within {limit.TotalSeconds:0.##} s, ")
            + $"so the next stage is not begun. {string.Join(" ", open.Select(Text))}",
        "See what is wrong with them: istioctl proxy-status. Then publish again, which goes on, or go back: "
            + $"Undo-MeshFederation {ShellWord.Of(federation)}. To go on without waiting for proxies: -SettleTimeout 0.",
        open.Count == 1 ? open[0].Cluster : federation);

    private static string Text((MeshCluster Cluster, ClusterSight Sight) open)
    {
        var text = $"Still waited for in the cluster '{open.Cluster.Name}': {SettleTexts.Open(open.Sight)}.";
        return open.Sight is { Missing.Count: > 0, Silent.Count: 0, Waiting.Count: 0 }
            ? text + " istiod leaves out what lies in namespaces that meshConfig.discoverySelectors do not select, "
                + "and what has the label istio.io/rev of another revision."
            : text;
    }
}
