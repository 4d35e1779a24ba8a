using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;

namespace MeshFederation.Clusters.Tests.Server.Fields;

/// <summary>The steps of a path of fields: a name, the keys of a list's item, or an item of a set.</summary>
internal static class PathElement
{
    /// <summary>The step to a field.</summary>
    public static string Field(string name) => "f:" + name;

    /// <summary>The name of a field's step.</summary>
    public static string Name(string element) => element[2..];

    /// <summary>The step to an item of a list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="keys">The keys of the list's items; none for a set.</param>
    /// <param name="schema">Where the defaults of keys stand.</param>
    public static string Item(JsonNode? item, string[] keys, FieldSchema schema)
    {
        if (keys.Length == 0) return "v:" + JsonText.Write(item);
        var values = new JsonObject();
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            if ((item as JsonObject)?[key] is { } value) values[key] = value.DeepClone();
            else if (schema.DefaultOf(key) is { } text) values[key] = text;
        }

        return "k:" + JsonText.Write(values);
    }

    /// <summary>The step as messages write it: <c>.spec</c>, <c>[name="http"]</c>, <c>[="a"]</c>.</summary>
    public static string ToText(string element) => element[0] switch
    {
        'f' => "." + Name(element),
        'v' => $"[={element[2..]}]",
        _ =>
            $"[{string.Join(',', JsonNode.Parse(element[2..])!.AsObject().Select(entry => $"{entry.Key}={JsonText.Write(entry.Value)}"))}]",
    };
}
