using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>Reads the events of a watch: one JSON object a line.</summary>
internal static class WatchReader
{
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(
        ApiConnection connection, ApiTransport transport, ApiRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        using var response = await transport.OpenAsync(request, ct).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await LineAsync(connection, request, reader, ct).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0) yield return Event(connection, request, line);
        }
    }

    private static async Task<string?> LineAsync(
        ApiConnection connection, ApiRequest request, StreamReader reader, CancellationToken ct)
    {
        try
        {
            return await reader.ReadLineAsync(ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportErrors.Explain(exception, ct))
        {
            throw TransportErrors.Of(connection, request, exception);
        }
    }

    private static WatchEvent Event(ApiConnection connection, ApiRequest request, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var map = Parse(connection, request, bytes);
        var value = map.Map("object") ?? UnstructuredMap.Empty;
        return map.Text("type") switch
        {
            "ADDED" => new(WatchEventType.Added, value),
            "MODIFIED" => new(WatchEventType.Modified, value),
            "DELETED" => new(WatchEventType.Deleted, value),
            "BOOKMARK" => new(WatchEventType.Bookmark, value),
            _ => throw ApiErrors.Of(connection, request, new((int)(value.Number("code") ?? 500), Json.Write(value))),
        };
    }

    private static UnstructuredMap Parse(ApiConnection connection, ApiRequest request, byte[] line)
    {
        try
        {
            return Json.Read(line);
        }
        catch (JsonException)
        {
            throw ApiErrors.Unreadable(
                connection,
                request,
                new(200, line, string.Create(CultureInfo.InvariantCulture, $"a line of {line.Length} bytes that is no event")));
        }
    }
}
