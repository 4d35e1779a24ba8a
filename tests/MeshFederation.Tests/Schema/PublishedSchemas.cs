using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using YamlDotNet.Serialization;

namespace MeshFederation.Tests.Schema;

/// <summary>
/// Istio's published CustomResourceDefinitions. Fields that a schema does not know are refused,
/// as an API server with strict field validation does.
/// </summary>
internal sealed class PublishedSchemas
{
    private readonly Dictionary<string, JsonSchema> _byVersionAndKind = new(StringComparer.Ordinal);

    private PublishedSchemas()
    {
    }

    public static string File { get; } =
        Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Schema", "istio", "crd-all.gen.yaml");

    public static async Task<PublishedSchemas> ReadAsync()
    {
        var schemas = new PublishedSchemas();
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        foreach (var document in (await System.IO.File.ReadAllTextAsync(File)).Split("\n---\n"))
        {
            var definition = JToken.FromObject(yaml.Deserialize<object>(document) ?? new object());
            foreach (var version in definition.SelectTokens("$.spec.versions[*]"))
            {
                var schema = (JObject)version["schema"]!["openAPIV3Schema"]!;
                Refuse(schema);
                ((JObject)schema["properties"]!).Add(new JProperty("apiVersion", new JObject { ["type"] = "string" }));
                ((JObject)schema["properties"]!).Add(new JProperty("kind", new JObject { ["type"] = "string" }));
                ((JObject)schema["properties"]!).Add(new JProperty("metadata", new JObject { ["type"] = "object" }));
                var key = $"{definition["spec"]!["group"]}/{version["name"]} {definition["spec"]!["names"]!["kind"]}";
                schemas._byVersionAndKind[key] = await JsonSchema.FromJsonAsync(schema.ToString(Formatting.None));
            }
        }

        return schemas;
    }

    public IEnumerable<string> Violations(string apiVersion, string kind, string json) =>
        _byVersionAndKind.TryGetValue($"{apiVersion} {kind}", out var schema)
            ? schema.Validate(json).Select(error => error.ToString())
            : [$"{apiVersion} {kind} is not a published kind"];

    private static void Refuse(JToken node)
    {
        if (node is JObject map)
        {
            var open = map["x-kubernetes-preserve-unknown-fields"]?.Value<bool>() == true;
            if (map["properties"] is JObject && map["type"]?.Value<string>() == "object" && map["additionalProperties"] is null && !open)
                map["additionalProperties"] = false;
        }

        foreach (var child in node.Children().ToList()) Refuse(child);
    }
}
