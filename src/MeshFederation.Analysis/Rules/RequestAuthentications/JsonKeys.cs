using System.Text.Json;

namespace MeshFederation.Analysis.Rules.RequestAuthentications;

/// <summary>Reads JSON Web Keys (RFC 7517), as one key or a set of them.</summary>
internal static class JsonKeys
{
    /// <summary>Whether a text is a key or a set of keys.</summary>
    public static bool CanBeRead(string text) => Any(text, static key => key.TryGetProperty("kty", out _)) is true;

    /// <summary>Whether one of the keys has its private part, or is one that both sides share.</summary>
    public static bool HasPrivate(string text) =>
        Any(text, static key => key.TryGetProperty("d", out _) || key.TryGetProperty("k", out _)) is true;

    /// <summary>
    /// Whether some key is so; true for an empty set, which holds no key that is wrong, and null for a text that is none.
    /// </summary>
    private static bool? Any(string text, Predicate<JsonElement> isSo)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            if (!root.TryGetProperty("keys", out var keys)) return isSo(root);
            return keys.ValueKind == JsonValueKind.Array
                ? keys.EnumerateArray().Any(key => key.ValueKind == JsonValueKind.Object && isSo(key))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
