namespace MeshFederation.Istio.Names;

/// <summary>Compares hosts that may begin with a wildcard, as Istio does (istio pkg/config/host/name.go and names.go).</summary>
public static class HostPattern
{
    /// <summary>Whether a host is a pattern: <c>*</c> or <c>*.example.com</c>.</summary>
    /// <param name="host">The host.</param>
    /// <returns>True when it begins with an asterisk.</returns>
    public static bool IsWildcard(string host) => host.StartsWith('*');

    /// <summary>Whether two hosts have a name in common (Name.Matches).</summary>
    /// <param name="one">A host.</param>
    /// <param name="other">Another.</param>
    /// <returns>True when some name meets both.</returns>
    public static bool Overlap(string one, string other) => Covers(one, other) || Covers(other, one);

    /// <summary>Whether a pattern covers a host as a whole (Name.SubsetOf, seen from the other side).</summary>
    /// <param name="pattern">The pattern, or a plain host that covers only itself.</param>
    /// <param name="host">The host.</param>
    /// <returns>True when every name that meets the host meets the pattern.</returns>
    public static bool Covers(string pattern, string host)
    {
        if (!IsWildcard(pattern)) return string.Equals(pattern, host, StringComparison.Ordinal);
        return host.AsSpan(IsWildcard(host) ? 1 : 0).EndsWith(pattern.AsSpan(1), StringComparison.Ordinal);
    }

    /// <summary>
    /// Whether a host is preferred to another: plain before wildcard, then the longer, then by the alphabet (MoreSpecific).
    /// </summary>
    /// <param name="one">A host.</param>
    /// <param name="other">Another.</param>
    /// <returns>True when the first is preferred.</returns>
    public static bool MoreSpecific(string one, string other)
    {
        if (IsWildcard(one) != IsWildcard(other)) return IsWildcard(other);
        return one.Length == other.Length ? string.CompareOrdinal(one, other) < 0 : one.Length > other.Length;
    }

    /// <summary>
    /// The host of a Gateway's server without the namespace that may stand before it, which AUTO_PASSTHROUGH does not look at (istio
    /// pilot/pkg/model/gateway.go).
    /// </summary>
    /// <param name="host">The host, as <c>*/reviews.default.svc.cluster.local</c>.</param>
    /// <returns>The name alone.</returns>
    public static string OfServer(string host) => ScopedHost.Read(host).Host;
}
