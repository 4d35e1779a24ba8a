using System.Text;
using MeshFederation.Istio.Schemas;
using Newtonsoft.Json.Linq;
using YamlDotNet.Serialization;

namespace MeshFederation.Tests.Rules;

/// <summary>
/// The short schemas that analysis holds objects against say what Istio's CustomResourceDefinitions say.
/// MESHFEDERATION_UPDATE_CASES=1 writes them anew.
/// </summary>
public sealed class KindSchemaTests
{
    private static readonly string Folder = Path.Combine(RepositoryPaths.Root, "src", "MeshFederation.Istio", "Schemas", "Kinds");

    [Fact]
    public async Task The_short_schemas_are_those_of_the_published_definitions()
    {
        var yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();
        var seen = new List<string>();
        foreach (var document in (await File.ReadAllTextAsync(Schema.PublishedSchemas.File, TestContext.Current.CancellationToken))
            .Split("\n---\n"))
        {
            if (yaml.Deserialize<object>(document) is not { } content) continue;
            var definition = JToken.FromObject(content);
            var name = $"{definition["spec"]!["group"]}_{definition["spec"]!["names"]!["kind"]}.schema";
            var text = Short((JObject)definition.SelectToken("$.spec.versions[0].schema.openAPIV3Schema.properties.spec")!);
            if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
                await File.WriteAllTextAsync(Path.Combine(Folder, name), text, TestContext.Current.CancellationToken);
            Assert.Equal(
                text,
                (await File.ReadAllTextAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
            seen.Add(name);
        }

        Assert.Equal(
            Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
            seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_schema_can_be_read() =>
        Assert.All(PublishedSchemas.Kinds, kind => Assert.NotEmpty(PublishedSchemas.Of(kind)!.Fields));

    [Fact]
    public void A_schema_is_read_with_ranges_lists_maps_and_what_is_required()
    {
        var schema = SchemaReader.Read(
            "hosts!: list 1..256 string\nports: list\n  number!: int 1..65535\nlabels: map string ..63\nmode: enum A|B\n");
        Assert.Equal(["hosts"], schema.Required);
        Assert.Equal(
            (1L, 256L, FieldType.Text), (schema.Fields["hosts"].Least, schema.Fields["hosts"].Greatest, schema.Fields["hosts"].Item!.Type));
        Assert.Equal(
            (1L, 65535L), (schema.Fields["ports"].Item!.Fields["number"].Least, schema.Fields["ports"].Item!.Fields["number"].Greatest));
        Assert.Equal(63, schema.Fields["labels"].Item!.Greatest);
        Assert.Equal(["A", "B"], schema.Fields["mode"].Words);
    }

    private static string Short(JObject schema)
    {
        var text = new StringBuilder();
        Fields(text, schema, 0);
        return text.ToString();
    }

    private static void Fields(StringBuilder text, JObject schema, int depth)
    {
        var required = schema["required"]?.Values<string>().ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var field in ((JObject)schema["properties"]!).Properties().OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            var (words, inner) = Type((JObject)field.Value);
            text.Append(' ', depth * 2)
                .Append(field.Name)
                .Append(required.Contains(field.Name) ? "!:" : ":")
                .Append(words.Length == 0 ? "" : " ")
                .Append(words)
                .Append('\n');
            if (inner is not null) Fields(text, inner, depth + 1);
        }
    }

    private static (string Words, JObject? Inner) Type(JObject schema) => schema["type"]?.Value<string>() switch
    {
        _ when schema["x-kubernetes-int-or-string"]?.Value<bool>() == true => ("intstr", null),
        "string" when schema["enum"] is { } words => ("enum " + string.Join('|', words.Values<string>()), null),
        "string" => ("string" + Range(schema["minLength"], schema["maxLength"]), null),
        "integer" => ("int" + Range(schema["minimum"], schema["maximum"]), null),
        "number" => ("number" + Range(schema["minimum"], schema["maximum"]), null),
        "boolean" => ("bool", null),
        "array" => Nested("list" + Range(schema["minItems"], schema["maxItems"]), (JObject)schema["items"]!),
        "object" when schema["properties"] is not null => ("", schema),
        "object" when schema["additionalProperties"] is JObject values =>
            Nested("map" + Range(schema["minProperties"], schema["maxProperties"]), values),
        _ => ("any", null),
    };

    private static (string Words, JObject? Inner) Nested(string word, JObject item)
    {
        var (words, inner) = Type(item);
        return (words.Length == 0 ? word : word + " " + words, inner);
    }

    private static string Range(JToken? least, JToken? greatest) =>
        least is null && greatest is null ? "" : FormattableString.Invariant($" {least?.Value<long>()}..{greatest?.Value<long>()}");
}
