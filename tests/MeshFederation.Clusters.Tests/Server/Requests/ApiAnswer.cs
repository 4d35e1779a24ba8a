using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>What the server answers: a code and a body, JSON or text.</summary>
public sealed record ApiAnswer(int Code, JsonNode? Json, string? Text = null)
{
    /// <summary>The headers beyond those that the body asks for.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Answers with an object.</summary>
    public static ApiAnswer Of(JsonNode json, int code = 200) => new(code, json);

    /// <summary>Answers with text.</summary>
    public static ApiAnswer OfText(string text, int code = 200) => new(code, null, text);

    /// <summary>The answer with a header more.</summary>
    public ApiAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}
