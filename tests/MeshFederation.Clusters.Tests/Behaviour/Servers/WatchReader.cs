using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Reads the events of a watch, one at a time.</summary>
public sealed class WatchReader(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>The status code of the answer.</summary>
    public int Code => (int)response.StatusCode;

    /// <summary>The next event; null when the server has ended the watch.</summary>
    public async Task<(string Type, JsonObject Object)?> NextAsync()
    {
        var line = await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null) return null;
        var json = JsonNode.Parse(line)!;
        return ((string)json["type"]!, (JsonObject)json["object"]!);
    }

    /// <summary>The next event as <c>ADDED name</c>.</summary>
    public async Task<string?> NextNameAsync() =>
        await NextAsync() is { } next ? $"{next.Type} {(string?)next.Object["metadata"]?["name"]}" : null;

    /// <inheritdoc />
    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
