using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>
/// In which order the items of a merged list stand: as they were applied, and those of others where they stood among them
/// (structured-merge-diff, typed/merge.go).
/// </summary>
internal static class ListOrder
{
    /// <summary>The items in order, each as it was and as it is applied; one of the two may be null.</summary>
    public static IEnumerable<(JsonNode? Before, JsonNode? After)> Pair(
        JsonArray live, JsonArray configuration, Func<JsonNode?, string> keyOf)
    {
        var (left, right) = (live.Select(item => (Key: keyOf(item), Item: item)).ToArray(),
            configuration.Select(item => (Key: keyOf(item), Item: item)).ToArray());
        var (before, applied) = (left.ToDictionary(entry => entry.Key, entry => entry.Item, StringComparer.Ordinal),
            right.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal));
        var (l, r) = (0, 0);
        while (l < left.Length || r < right.Length)
        {
            if (l < left.Length && !applied.Contains(left[l].Key))
            {
                yield return (left[l++].Item, null);
            }
            else if (l < left.Length && left[l].Key != NextShared(r))
            {
                l++;
            }
            else
            {
                if (l < left.Length && left[l].Key == right[r].Key) l++;
                yield return (before.GetValueOrDefault(right[r].Key), right[r++].Item);
            }
        }

        string? NextShared(int from) => right.Skip(from).Select(entry => entry.Key).FirstOrDefault(before.ContainsKey);
    }
}
