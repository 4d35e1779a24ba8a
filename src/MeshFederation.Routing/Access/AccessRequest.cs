namespace MeshFederation.Routing.Access;

/// <summary>A request as the pods that answer it see it. What is not known is null.</summary>
public sealed record AccessRequest
{
    /// <summary>Who calls.</summary>
    public required AccessSource Source { get; init; }

    /// <summary>Whether it is a request of HTTP; otherwise it is a connection, of which policies see less.</summary>
    public required bool IsHttp { get; init; }

    /// <summary>The port of the pods; null when it has a name only.</summary>
    public int? Port { get; init; }

    /// <summary>The method.</summary>
    public string? Method { get; init; }

    /// <summary>The path without its query; null where a route rewrites it.</summary>
    public string? Path { get; init; }

    /// <summary>Host and port as they are sent; null where a route rewrites them.</summary>
    public string? Host { get; init; }

    /// <summary>The headers; null where a route changes them.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>What it carries where tokens are read.</summary>
    public SentTokens? Tokens { get; init; }

    /// <summary>Whether it has no token that the pods read, so neither a principal nor claims of one.</summary>
    internal bool IsWithoutToken { get; init; }
}
