using System.Globalization;
using System.Text.Json;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Istiod;

/// <summary>
/// The objects that an istiod holds, by <c>debug/configz</c> (istio pilot/pkg/xds/debug.go configz): their names and resource versions.
/// </summary>
internal sealed class HeldObjects
{
    private readonly Dictionary<HeldObject, string> _versions = [];

    /// <summary>Reads an answer. The specs, which are nearly all of it, are passed over.</summary>
    /// <exception cref="JsonException">It has another form.</exception>
    public static HeldObjects Read(ReadOnlySpan<byte> json)
    {
        var held = new HeldObjects();
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new JsonException("no list");
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) held.Add(ref reader);
        return held;
    }

    /// <summary>The objects, as <c>VirtualService/default/reviews</c>.</summary>
    public IReadOnlySet<string> Names =>
        _versions.Keys.Select(held => $"{held.Kind}/{held.Namespace}/{held.Name}").ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether an object is held as a write left it, or as a later one did; one that was removed, whether it is no longer held.
    /// </summary>
    public bool Has(ObjectPlace place, string? resourceVersion)
    {
        var isHeld = _versions.TryGetValue(HeldObject.Of(place), out var version);
        return resourceVersion is null ? !isHeld : isHeld && IsAtLeast(version!, resourceVersion);
    }

    private void Add(ref Utf8JsonReader reader)
    {
        var (apiVersion, kind, ns, name, version) = ("", "", "", "", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Take(ref reader, "apiVersion"u8, ref apiVersion) || Take(ref reader, "kind"u8, ref kind)) continue;
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (!isMetadata || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Take(ref reader, "namespace"u8, ref ns) || Take(ref reader, "name"u8, ref name)) continue;
                if (Take(ref reader, "resourceVersion"u8, ref version)) continue;
                reader.Read();
                reader.Skip();
            }
        }

        _versions[new(ObjectType.GroupOf(apiVersion), kind, ns, name)] = version;
    }

    private static bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref string value)
    {
        if (!reader.ValueTextEquals(name)) return false;
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) value = reader.GetString()!;
        else reader.Skip();
        return true;
    }

    /// <summary>Resource versions of custom resources grow with each write (kubernetes enhancement 5504).</summary>
    private static bool IsAtLeast(string now, string wanted) => wanted.Length == 0 || now == wanted
        || (Number(now) is { } one && Number(wanted) is { } other && one >= other);

    private static ulong? Number(string version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
