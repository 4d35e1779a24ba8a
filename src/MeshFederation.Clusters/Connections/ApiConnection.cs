namespace MeshFederation.Clusters.Connections;

/// <summary>A server, and what it takes to talk to it.</summary>
/// <param name="Context">The context of the kubeconfig.</param>
/// <param name="Source">The kubeconfig's file, for messages.</param>
/// <param name="Server">The server's address; ends in a slash.</param>
/// <param name="Http">The client, with TLS and proxy set up.</param>
/// <param name="Credentials">Who we are.</param>
internal sealed record ApiConnection(string Context, string Source, Uri Server, HttpClient Http, ClientCredentials Credentials)
{
    /// <summary>The name in the server's certificate, where it is another than the address's. .NET takes it from the Host header.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether any certificate of the server will do, insecure-skip-tls-verify.</summary>
    public bool IsUnverified { get; init; }

    /// <summary>The namespace that the context names; null when it names none.</summary>
    public string? DefaultNamespace { get; init; }

    /// <summary>Puts on a request who we are.</summary>
    public Task PrepareAsync(HttpRequestMessage message, CancellationToken ct)
    {
        if (TlsServerName is not null) message.Headers.Host = TlsServerName;
        return Credentials.AuthorizeAsync(message, ct);
    }
}
