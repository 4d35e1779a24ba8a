namespace MeshFederation.Istio.Identity;

/// <summary>
/// The identity of a workload, <c>spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT</c> (istio pkg/spiffe/spiffe.go).
/// </summary>
public static class SpiffeIdentity
{
    /// <summary>How each begins.</summary>
    public const string Scheme = "spiffe://";

    private const string Space = "/ns/";
    private const string Account = "/sa/";

    /// <summary>The identity of the pods of a service account.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="account">The service account.</param>
    /// <returns>The identity.</returns>
    public static string Of(string trustDomain, string @namespace, string account) => Scheme + Principal(trustDomain, @namespace, account);

    /// <summary>How the identities of the pods of a namespace begin.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <returns>All before the service account.</returns>
    public static string OfNamespace(string trustDomain, string @namespace) => Scheme + PrincipalOf(trustDomain, @namespace);

    /// <summary>The identity as policies write it, without the scheme.</summary>
    /// <param name="trustDomain">The trust domain of the pods' mesh.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <param name="account">The service account.</param>
    /// <returns>The identity, as <c>cluster1/ns/default/sa/reviews</c>.</returns>
    public static string Principal(string trustDomain, string @namespace, string account) => PrincipalOf(trustDomain, @namespace) + account;

    /// <summary>How the identities of the pods of a namespace begin, as policies write them.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <returns>All before the service account, without the scheme.</returns>
    public static string PrincipalOf(string trustDomain, string @namespace) => trustDomain + Space + @namespace + Account;

    /// <summary>Whether an identity is one of pods of a namespace.</summary>
    /// <param name="name">The identity.</param>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="account">What follows: their service account.</param>
    /// <returns>True when it begins as those do.</returns>
    public static bool IsIn(string name, string trustDomain, string @namespace, out ReadOnlySpan<char> account)
    {
        account = name;
        return Skip(ref account, Scheme) && Skip(ref account, trustDomain) && Skip(ref account, Space)
            && Skip(ref account, @namespace) && Skip(ref account, Account);
    }

    private static bool Skip(ref ReadOnlySpan<char> text, string start)
    {
        if (!text.StartsWith(start, StringComparison.Ordinal)) return false;
        text = text[start.Length..];
        return true;
    }

    /// <summary>The pattern by which policies mean all pods of a namespace.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The pattern, as <c>cluster1/ns/default/*</c>.</returns>
    public static string AnyOf(string trustDomain, string @namespace) => trustDomain + Space + @namespace + "/*";
}
