using MeshFederation.Istio.Names;

namespace MeshFederation.Analysis.Rules;

/// <summary>
/// Hosts of which Istio takes whole names only, and patterns for all below one (istio pkg/config/validation/validation.go).
/// </summary>
internal static class WholeHost
{
    /// <summary>What is wrong with a host; null when nothing is.</summary>
    /// <param name="host">The host.</param>
    /// <param name="kinds">Whose host it is, as <c>Gateways</c>.</param>
    public static string? Fault(string host, string kinds)
    {
        if (host == "*") return null;
        if (!IstioText.IsWildcardDomain(host)) return $"'{host}' is no DNS name.";
        if (host.StartsWith('*') && !host.StartsWith("*.", StringComparison.Ordinal))
            return $"'{host}' has a wildcard for a part of a label.";
        return host.Contains('.', StringComparison.Ordinal) ? null : $"'{host}' is a short name; {kinds} take whole names only.";
    }
}
