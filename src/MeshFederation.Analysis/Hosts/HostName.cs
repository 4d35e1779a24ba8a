namespace MeshFederation.Analysis.Hosts;

/// <summary>How Istio's validation compares hosts, which may begin with a wildcard (istio pkg/config/host/name.go).</summary>
internal static class HostName
{
    public static bool IsWildcard(string host) => host.StartsWith('*');

    /// <summary>Whether two hosts have a name in common: <c>Matches</c>.</summary>
    public static bool Overlap(string one, string other) => IsCoveredBy(one, other) || IsCoveredBy(other, one);

    /// <summary>Whether every name that a host stands for is one of another's: <c>SubsetOf</c>.</summary>
    public static bool IsCoveredBy(string host, string other)
    {
        if (!IsWildcard(other)) return host == other;
        if (IsWildcard(host) && host.Length < other.Length) return false;
        return host.AsSpan(IsWildcard(host) ? 1 : 0).EndsWith(other.AsSpan(1), StringComparison.Ordinal);
    }
}
