using System.Text.Json;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>Reads and writes the JSON of the API, straight from and to the model's maps and lists.</summary>
internal static class Json
{
    private const int PieceSize = 64 * 1024;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 512 };
    private static readonly JsonWriterOptions Writing = new() { SkipValidation = true, MaxDepth = 512 };

    /// <summary>Reads an object.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="isStrict">Whether a person may have changed it.</param>
    /// <param name="item">
    /// What is kept of each of its items, if it is a list of the API; null for what was read. It is asked as soon as one is read, so that a
    /// long list is never there as a whole beside what is kept of it.
    /// </param>
    /// <exception cref="JsonException">It is not JSON, or no object.</exception>
    public static UnstructuredMap Read(
        ReadOnlySpan<byte> json, bool isStrict = false, Func<UnstructuredMap, UnstructuredMap>? item = null)
    {
        try
        {
            return new JsonReading(json, new(json, Reading), isStrict) { Item = item }.ReadObject();
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // Bytes that are no text, or a number that is none.
            throw new JsonException(exception.Message, exception);
        }
    }

    public static byte[] Write(UnstructuredMap map)
    {
        using var buffer = new PooledWriter();
        using (var writer = new Utf8JsonWriter(buffer, Writing)) Write(writer, map);
        return buffer.Written.ToArray();
    }

    /// <summary>Writes to a stream, piece by piece: what is written need not fit into the memory.</summary>
    /// <returns>How many bytes it was.</returns>
    public static long Write(Stream stream, UnstructuredMap map)
    {
        using var writer = new Utf8JsonWriter(stream, Writing);
        Write(writer, map);
        writer.Flush();
        return writer.BytesCommitted;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case UnstructuredMap map: WriteMap(writer, map); break;
            case UnstructuredList list: WriteList(writer, list); break;
            case string text: writer.WriteStringValue(text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case int whole: writer.WriteNumberValue(whole); break;
            case double number: writer.WriteNumberValue(number); break;
            case null: writer.WriteNullValue(); break;
            default: throw new ArgumentException($"A Kubernetes object cannot hold a {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, UnstructuredMap map)
    {
        writer.WriteStartObject();
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, UnstructuredList list)
    {
        writer.WriteStartArray();
        for (var i = 0; i < list.Count; i++)
        {
            Write(writer, list[i]);
            if (writer.BytesPending > PieceSize) writer.Flush();
        }

        writer.WriteEndArray();
    }
}
