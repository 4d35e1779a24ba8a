namespace MeshFederation.Istio.Identity;

/// <summary>
/// The identity of a workload, <c>spiffe://TRUSTDOMAIN/ns/NAMESPACE/sa/ACCOUNT</c> (istio pkg/spiffe/spiffe.go).
/// </summary>
public static class SpiffeIdentity
{
    /// <summary>How each begins.</summary>
    public const string Scheme = "spiffe://";

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
    public static string PrincipalOf(string trustDomain, string @namespace) => $"{trustDomain}/ns/{@namespace}/sa/";

    /// <summary>The pattern by which policies mean all pods of a namespace.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The pattern, as <c>cluster1/ns/default/*</c>.</returns>
    public static string AnyOf(string trustDomain, string @namespace) => $"{trustDomain}/ns/{@namespace}/*";
}
