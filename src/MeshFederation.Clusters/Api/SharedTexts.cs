using System.Text.Json;

namespace MeshFederation.Clusters.Api;

/// <summary>Gives the same string for the same short text, as long as no other text has taken its place; each thread has its own.</summary>
internal sealed class SharedTexts
{
    private const int Longest = 64;
    private const int Places = 2048;

    [ThreadStatic]
    private static SharedTexts? Mine;

    private readonly string?[] _texts = new string?[Places];

    public static SharedTexts OfThread => Mine ??= new();

    /// <summary>The text that the reader stands at.</summary>
    public string Read(ref Utf8JsonReader reader)
    {
        var bytes = reader.ValueSpan;
        if (reader.HasValueSequence || bytes.Length > Longest) return reader.GetString()!;
        ref var place = ref _texts[Hash(bytes) % Places];
        return place is not null && reader.ValueTextEquals(place) ? place : place = reader.GetString()!;
    }

    /// <summary>FNV-1a.</summary>
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var item in bytes) hash = (hash ^ item) * 16777619u;
        return hash;
    }
}
