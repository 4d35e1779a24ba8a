using System.Net.Http.Headers;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>A running server that behaviours are tried on.</summary>
/// <param name="Traits">What it can do.</param>
/// <param name="Client">Talks to it and shows no credentials.</param>
/// <param name="AdminToken">The token of a user who may do everything.</param>
/// <param name="ViewerToken">The token of a user without rights, where there are access rules.</param>
/// <param name="Kubeconfig">The kubeconfig that leads to it.</param>
public sealed record ServerUnderTest(ServerTraits Traits, HttpClient Client, string AdminToken, string ViewerToken, string Kubeconfig)
{
    /// <summary>The context of the administrator in every kubeconfig.</summary>
    public const string Context = "cluster1";

    /// <summary>Reads how to talk to the first cluster of a kubeconfig.</summary>
    public static ServerUnderTest Of(ServerTraits traits, string kubeconfig)
    {
        var (admin, viewer) = (KubeconfigEntry.Read(kubeconfig, Context), KubeconfigEntry.Read(kubeconfig, Context + "-viewer"));
        return new(traits, admin.MakeClient(), admin.Token, viewer.Token, kubeconfig);
    }

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path with its query.</param>
    /// <param name="body">The body, or null.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="token">The token; the administrator's when null.</param>
    public async Task<Reply> SendAsync(
        string method, string path, string? body = null, string contentType = "application/json", string? token = null)
    {
        using var response = await Client.SendAsync(Request(method, path, body, contentType, token), TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Opens a watch.</summary>
    public async Task<WatchReader> WatchAsync(string path)
    {
        var response = await Client.SendAsync(
            Request("GET", path, null, "", null), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    private HttpRequestMessage Request(string method, string path, string? body, string contentType, string? token)
    {
        var request = new HttpRequestMessage(new(method), path);
        request.Headers.Authorization = new("Bearer", token ?? AdminToken);
        request.Headers.UserAgent.Add(new("behaviour", "1.0"));
        if (body is null) return request;
        request.Content = new StringContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return request;
    }
}
