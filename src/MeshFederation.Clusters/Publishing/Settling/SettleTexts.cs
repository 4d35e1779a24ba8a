using MeshFederation.Clusters.Istiod;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>Says what was seen of a cluster's istiods and proxies.</summary>
internal static class SettleTexts
{
    private const int Named = 3;

    /// <summary>What is waited for.</summary>
    public static SettlingProgress Progress(string cluster, ClusterSight sight) =>
        new(cluster, Open(sight), sight.Waiting.Select(proxy => proxy.Name).ToValueList());

    /// <summary>What is open, as the end of a sentence without its full stop.</summary>
    public static string Open(ClusterSight sight)
    {
        var parts = new List<string>();
        if (sight.Silent.Count > 0) parts.Add(string.Join("; ", sight.Silent.Take(Named)));
        if (sight.Missing.Count > 0)
        {
            var (pod, place) = sight.Missing[0];
            var objects = Count(sight.Missing.Select(missing => missing.Place).Distinct().Count(), "object");
            parts.Add($"istiod to hold {objects} as written, first {place} in the pod '{pod}'");
        }

        if (sight.Waiting.Count > 0) parts.Add(Proxies(sight));
        return parts.Count == 0 ? "a push of istiod, which may still come" : string.Join("; ", parts);
    }

    /// <summary>What was seen, as a sentence.</summary>
    public static string Settled(string cluster, ClusterSight sight, int objects)
    {
        var holds = sight.Pods.Count == 1 ? "holds" : "hold";
        var what = objects == 1 ? "object" : FormattableString.Invariant($"{objects} objects");
        return $"Seen in the cluster '{cluster}': {Pods(sight.Pods)} {holds} the {what} as written, and {Acknowledged(sight.Proxies)}.";
    }

    private static string Acknowledged(int proxies) => proxies switch
    {
        0 => "no proxy is connected",
        1 => "the proxy that is connected has acknowledged what it was sent",
        _ => FormattableString.Invariant($"all {proxies} proxies have acknowledged what they were sent"),
    };

    private static string Pods(IReadOnlyList<string> pods) =>
        pods.Count <= Named ? string.Join(", ", pods) : FormattableString.Invariant($"{pods.Count} istiod pods");

    private static string Proxies(ClusterSight sight)
    {
        var names = Names(sight.Waiting);
        return FormattableString.Invariant($"{sight.Waiting.Count} of {Count(sight.Proxies, "proxy", "proxies")} to acknowledge: {names}");
    }

    private static string Names(IReadOnlyList<ConnectedProxy> proxies)
    {
        var named = string.Join(", ", proxies.Take(Named).Select(Text));
        return proxies.Count > Named ? FormattableString.Invariant($"{named} and {proxies.Count - Named} more") : named;
    }

    private static string Text(ConnectedProxy proxy)
    {
        if (proxy.IsAway) return $"{proxy.Name} (it went a moment ago)";
        var refusal = proxy.LastError.ReplaceLineEndings(" ").Trim();
        if (refusal.Length > 0) return $"{proxy.Name} (it refuses what it was sent: {refusal})";
        var kinds = ConnectedProxies.Kinds.Where((_, index) => !proxy.Config[index].IsTaken).ToList();
        return kinds.Count == 0 ? proxy.Name : $"{proxy.Name} ({string.Join(", ", kinds)})";
    }

    private static string Count(int count, string one, string? many = null) =>
        FormattableString.Invariant($"{count} {(count == 1 ? one : many ?? one + "s")}");
}
