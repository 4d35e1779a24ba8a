using MeshFederation.Model.Names;

namespace MeshFederation.Analysis.Calls;

/// <summary>Finds the host that somebody may have meant.</summary>
internal static class NearHosts
{
    private const int Letters = 2;

    /// <summary>The host that is most like another, by at most two letters to change; null when none is.</summary>
    public static string? Of(string host, IEnumerable<string> known) =>
        known.Where(other => Math.Abs(other.Length - host.Length) <= Letters)
            .Select(other => (other, distance: Nearest.Distance(host, other))).Where(item => item.distance <= Letters)
            .OrderBy(item => item.distance).ThenBy(item => item.other, StringComparer.Ordinal).FirstOrDefault().other;
}
