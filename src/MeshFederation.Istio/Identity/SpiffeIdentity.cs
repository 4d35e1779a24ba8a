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
    public static string Of(string trustDomain, string @namespace, string account) => OfNamespace(trustDomain, @namespace) + account;

    /// <summary>How the identities of the pods of a namespace begin.</summary>
    /// <param name="trustDomain">The trust domain of their mesh.</param>
    /// <param name="namespace">Their namespace.</param>
    /// <returns>All before the service account.</returns>
    public static string OfNamespace(string trustDomain, string @namespace) => $"{Scheme}{trustDomain}/ns/{@namespace}/sa/";
}
