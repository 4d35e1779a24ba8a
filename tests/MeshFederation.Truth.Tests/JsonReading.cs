using System.Text.Json;

namespace MeshFederation.Truth.Tests;

/// <summary>Reads fields of answers that may be left out.</summary>
internal static class JsonReading
{
    public static JsonElement Of(this JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : default;

    public static string Text(this JsonElement item, string name) =>
        item.Of(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static int Number(this JsonElement item, string name, int otherwise = 0) =>
        item.Of(name) is { ValueKind: JsonValueKind.Number } value ? value.GetInt32() : otherwise;

    public static double Real(this JsonElement item, string name) =>
        item.Of(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : 0;

    public static bool IsTrue(this JsonElement item, string name) => item.Of(name).ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement item, string name) =>
        item.Of(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    public static IEnumerable<string> Texts(this JsonElement item, string name) => item.Items(name).Select(value => value.GetString()!);
}
