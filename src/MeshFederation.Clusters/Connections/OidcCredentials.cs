using k8s.Authentication;

namespace MeshFederation.Clusters.Connections;

/// <summary>Who we are by tokens of an OIDC issuer, which renews them when they have ended or are no longer accepted.</summary>
internal sealed class OidcCredentials(OidcTokens tokens) : TokenCredentials(tokens)
{
    /// <summary>Lets go of the token of a request that the server did not accept.</summary>
    /// <returns>Whether another one is worth a try.</returns>
    public bool Forget(HttpRequestMessage refused) => tokens.Forget(refused.Headers.Authorization?.Parameter);
}
