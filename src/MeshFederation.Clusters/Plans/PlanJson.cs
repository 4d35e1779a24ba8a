using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Plans;

/// <summary>JSON as people review it: indented, with few escapes, lines ending in <c>\n</c>.</summary>
internal static class PlanJson
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public static byte[] Write(UnstructuredMap map)
    {
        using var document = JsonDocument.Parse(Json.Write(map), new() { MaxDepth = 512 });
        return Encoding.UTF8.GetBytes(
            JsonSerializer.Serialize(document.RootElement, Readable).Replace("\r\n", "\n", StringComparison.Ordinal) + "\n");
    }

    /// <summary>The map that a text holds, or null when it is no JSON object.</summary>
    public static UnstructuredMap? TryRead(byte[] bytes) => TryRead(bytes, out _);

    /// <summary>The map that a text holds, or null and why it is none.</summary>
    public static UnstructuredMap? TryRead(byte[] bytes, out string why)
    {
        why = "it is no JSON, or was cut off";
        try
        {
            return Json.Read(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes, isStrict: true);
        }
        catch (ValueException exception)
        {
            why = exception.Message;
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
