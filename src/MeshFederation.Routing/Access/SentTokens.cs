using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>What a request carries where tokens are read.</summary>
/// <param name="Request">The request as the application made it.</param>
/// <param name="Changed">The headers that a route changes, so that what they say is not known.</param>
public sealed record SentTokens(MeshRequest Request, IReadOnlySet<string> Changed)
{
    /// <summary>Whether the request carries nothing that anybody could read a token of.</summary>
    public bool IsNothing =>
        Changed.Count == 0 && Request.Headers.Count == 0 && !Request.Path.Contains('?', StringComparison.Ordinal);

    /// <summary>
    /// The places of which a rule of a RequestAuthentication reads tokens, and whether the request has one there; null where that is not
    /// known. A rule without any reads the usual ones (envoy source/extensions/filters/http/jwt_authn/extractor.cc).
    /// </summary>
    /// <param name="rule">An item of <c>jwtRules</c>.</param>
    internal IEnumerable<(string Place, bool? IsThere)> In(UnstructuredMap rule)
    {
        var headers = rule.Maps("fromHeaders").ToList();
        var parameters = rule.List("fromParams").OfType<string>().ToList();
        var cookies = rule.List("fromCookies").OfType<string>().ToList();
        if (headers.Count + parameters.Count + cookies.Count == 0) return [Header("Authorization", "Bearer "), Parameter("access_token")];
        return headers.Select(header => Header(header.Text("name") ?? "", header.Text("prefix") ?? ""))
            .Concat(parameters.Select(Parameter))
            .Concat(cookies.Select(Cookie));
    }

    private (string Place, bool? IsThere) Header(string name, string prefix) =>
        ($"the header {name}", Value(name) is { IsKnown: true, Text: var text } ? text?.Contains(prefix, StringComparison.Ordinal) is true
            : null);

    private (string Place, bool? IsThere) Parameter(string name) =>
        ($"the query parameter {name}", Request.Query(name) is not null);

    private (string Place, bool? IsThere) Cookie(string name) =>
        ($"the cookie {name}", Value("Cookie") is { IsKnown: true, Text: var text } ? Cookies(text).Contains(name, StringComparer.Ordinal)
            : null);

    private static IEnumerable<string> Cookies(string? header) =>
        (header ?? "").Split(';', StringSplitOptions.TrimEntries).Select(cookie => cookie.Split('=', 2)[0]);

    private (bool IsKnown, string? Text) Value(string header) =>
        Changed.Contains(header) ? (false, null) : (true, Request.Headers.TryGetValue(header, out var text) ? text : null);
}
