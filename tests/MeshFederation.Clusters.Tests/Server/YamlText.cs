using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>
/// Reads YAML as Kubernetes does, which follows YAML 1.1: a plain <c>y</c>, <c>no</c> or <c>on</c> is a bool, as a key too.
/// </summary>
public static class YamlText
{
    /// <summary>The first document.</summary>
    public static JsonNode? Parse(string yaml) => All(yaml).FirstOrDefault();

    /// <summary>All documents that are not empty.</summary>
    /// <exception cref="FormatException">The text is no YAML.</exception>
    public static IEnumerable<JsonNode?> All(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        try
        {
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            throw new FormatException(error.Message, error);
        }

        return [.. stream.Documents.Select(document => Node(document.RootNode)).Where(node => node is not null)];
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map =>
            new JsonObject(map.Children.Select(entry => KeyValuePair.Create(Key((YamlScalarNode)entry.Key), Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? ""),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new YamlException($"unknown node {node.NodeType}"),
    };

    private static string Key(YamlScalarNode node) =>
        node.Style == ScalarStyle.Plain && Plain(node.Value ?? "") is JsonValue value && value.TryGetValue(out bool flag)
            ? flag ? "true" : "false"
            : node.Value ?? "";

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
        "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
