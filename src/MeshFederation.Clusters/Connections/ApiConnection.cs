namespace MeshFederation.Clusters.Connections;

/// <summary>A server, and what it takes to talk to it.</summary>
/// <param name="Context">The context of the kubeconfig.</param>
/// <param name="Source">The kubeconfig for messages: its file, or several.</param>
/// <param name="Server">The server's address; ends in a slash.</param>
/// <param name="Http">The client, with TLS and proxy set up.</param>
/// <param name="AuthorizeAsync">Puts the credentials on a request.</param>
internal sealed record ApiConnection(
    string Context, string Source, Uri Server, HttpClient Http, Func<HttpRequestMessage, CancellationToken, Task> AuthorizeAsync);
