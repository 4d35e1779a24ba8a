namespace MeshFederation.Clusters.Api;

/// <summary>One request to the API.</summary>
/// <param name="Verb">The verb as RBAC rules name it: get, list, watch, create, update, patch, delete.</param>
/// <param name="Path">The path and query below the server's address.</param>
internal sealed record ApiRequest(string Verb, string Path)
{
    private const string Metadata = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    public ResourceKind? Kind { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public byte[]? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// Whether of objects the metadata is enough; a server that cannot leave the rest out sends them whole
    /// (kubernetes apimachinery pkg/apis/meta/v1 PartialObjectMetadata).
    /// </summary>
    public bool MetadataOnly { get; init; }

    /// <summary>The protocol of the WebSocket that is to be opened; null for a request that is answered once.</summary>
    public string? Upgrade { get; init; }

    /// <summary>What it asks for, for messages: <c>VirtualService default/reviews</c>.</summary>
    public string Title
    {
        get => field ?? Kind?.Title(Namespace, Name) ?? Path;
        init;
    }

    public HttpMethod Method => Verb switch
    {
        "create" => HttpMethod.Post,
        "update" => HttpMethod.Put,
        "patch" => HttpMethod.Patch,
        "delete" => HttpMethod.Delete,
        _ => HttpMethod.Get,
    };

    /// <summary>Whether it changes something, or asks whether it would be changed.</summary>
    public bool Writes => Method != HttpMethod.Get;

    /// <summary>
    /// Whether doing it twice is the same as doing it once, so that it may be sent again although the first may have arrived: reads, and
    /// server-side apply. A replacement is not: the second would meet the resource version that the first has made.
    /// </summary>
    public bool Repeatable => Verb is "get" or "list" or "watch" or "patch";

    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server, Path)) { Version = System.Net.HttpVersion.Version11 };
        if (Upgrade is not null) AskForUpgrade(message, Upgrade);
        if (MetadataOnly) message.Headers.Accept.ParseAdd($"{Metadata}, application/json");
        if (Body is not null) message.Content = TimelyContent.Of(Body, ContentType, null);
        return message;
    }

    /// <summary>Says on a message how long the server may take for it.</summary>
    public static void Limit(HttpRequestMessage message, TimeSpan limit)
    {
        var (address, most) = (message.RequestUri!, Math.Max(1, (long)limit.TotalMilliseconds));
        var head = address.Query.Length == 0 ? "?" : "&";
        message.RequestUri = new(FormattableString.Invariant($"{address.AbsoluteUri}{head}timeout={most}ms"));
    }

    /// <summary>RFC 6455, 4.1.</summary>
    private static void AskForUpgrade(HttpRequestMessage message, string protocol)
    {
        message.Headers.Connection.Add("Upgrade");
        message.Headers.Upgrade.ParseAdd("websocket");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()));
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", protocol);
    }
}
