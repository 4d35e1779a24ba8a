using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Connections;

/// <summary>Who we are for a server.</summary>
internal abstract class ClientCredentials
{
    /// <summary>The client certificate, once it is known.</summary>
    public virtual X509Certificate2? Certificate => null;

    /// <summary>Puts the credentials on a request, and fetches them first where they must be fetched.</summary>
    public abstract Task AuthorizeAsync(HttpRequestMessage message, CancellationToken ct);

    /// <summary>Lets go of the credentials of a request that the server did not accept.</summary>
    /// <returns>Whether others may come instead, so that it is worth while to try again.</returns>
    public virtual bool Renew(HttpRequestMessage refused) => false;
}
