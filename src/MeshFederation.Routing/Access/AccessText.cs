using System.Buffers;
using MeshFederation.Istio.Expressions;
using MeshFederation.Istio.Identity;

namespace MeshFederation.Routing.Access;

/// <summary>
/// Compares texts as AuthorizationPolicies do: exactly, by a prefix before an asterisk, by a suffix behind one, or by presence for an
/// asterisk alone (istio pilot/pkg/security/authz/matcher/string.go).
/// </summary>
internal static class AccessText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(@".*+?()[]{}|\^$");

    /// <summary>Whether a text meets a pattern; null when the text is not known.</summary>
    public static bool? Meets(string? text, string pattern, bool ignoreCase = false)
    {
        if (text is null) return null;
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (pattern == "*") return text.Length > 0;
        if (pattern.StartsWith('*')) return text.EndsWith(pattern[1..], comparison);
        return pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], comparison) : string.Equals(text, pattern, comparison);
    }

    /// <summary>The namespace and name of a service account; one without a namespace is of that of the policy.</summary>
    public static (string Space, string Name) Account(string account, string own)
    {
        var slash = account.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (own, account) : (account[..slash], account[(slash + 1)..]);
    }

    /// <summary>Whether an identity meets a pattern, where only a part of the identity may be known.</summary>
    public static bool? MeetsIdentity(AccessSource source, string pattern)
    {
        if (source.IsMutual is false) return false;
        if (pattern == "*" || source.Principal is not null)
            return source.IsMutual is null ? null : MeetsWhole(source.Principal ?? "known", pattern);
        if (source.TrustDomain is null || pattern.StartsWith('*')) return null;
        var known = SpiffeIdentity.PrincipalOf(source.TrustDomain, source.Namespace);
        var fixedPart = pattern.TrimEnd('*');
        if (pattern.EndsWith('*') && known.StartsWith(fixedPart, StringComparison.Ordinal)) return source.IsMutual;
        return fixedPart.StartsWith(known, StringComparison.Ordinal) ? null : false;
    }

    /// <summary>
    /// What stands behind an asterisk at the beginning of a principal is part of an expression (istio
    /// pilot/pkg/security/authz/matcher/string.go StringMatcherWithPrefix).
    /// </summary>
    private static bool? MeetsWhole(string principal, string pattern) =>
        pattern.Length > 1 && pattern[0] == '*' && pattern.AsSpan(1).ContainsAny(Special)
            ? Re2.IsWhole($"{SpiffeIdentity.Scheme}.*{pattern[1..]}", SpiffeIdentity.Scheme + principal)
            : Meets(principal, pattern);
}
