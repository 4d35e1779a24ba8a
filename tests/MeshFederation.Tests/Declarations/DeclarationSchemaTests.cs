using System.Text.Json;
using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations;
using MeshFederation.Tests.Federations;
using NJsonSchema;

namespace MeshFederation.Tests.Declarations;

/// <summary>The published schema is the one of this module, and takes what is written and refuses what is mistaken.</summary>
public sealed class DeclarationSchemaTests
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string File => Path.Combine(RepositoryPaths.Root, "docs", "schema", "federation.v1.schema.json");

    [Fact]
    public void The_published_schema_is_that_of_the_keys()
    {
        var schema = JsonSerializer.Serialize(JsonDocument.Parse(Json(DeclarationSchema.Write())), Indented) + "\n";
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, schema);
        }

        Assert.Equal(schema, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task It_takes_whatever_is_written()
    {
        var schema = await JsonSchema.FromFileAsync(File, TestContext.Current.CancellationToken);
        DeclarationGen.Services.Sample(
            services => Assert.Empty(schema.Validate(CanonicalJson.Write(DeclarationWriter.Write(services, "shop", null)))), iter: 50);
        PolicyGen.Services.Sample(
            service => Assert.Empty(schema.Validate(CanonicalJson.Write(DeclarationWriter.Write([service], "shop", null)))), iter: 50);
    }

    [Theory]
    [InlineData("{\"version\": 1, \"federation\": {\"name\": \"a\"}}")]
    [InlineData("{\"version\": 2, \"federation\": {\"name\": \"a\"}, \"services\": [{\"name\": \"b\", \"port\": 80}]}")]
    [InlineData("{\"version\": 1, \"federation\": {\"name\": \"a\"}, \"services\": []}")]
    [InlineData("{\"version\": 1, \"federation\": {\"nam\": \"a\"}, \"services\": [{\"name\": \"b\", \"port\": 80}]}")]
    [InlineData("{\"version\": 1, \"federation\": {\"name\": \"a\"}, \"services\": [{\"name\": \"b\"}]}")]
    [InlineData(
        "{\"version\": 1, \"federation\": {\"name\": \"a\"}, \"services\": [{\"name\": \"b\", \"port\": 80, \"noRetry\": \"yes\"}]}")]
    [InlineData("{\"version\": 1, \"federation\": {\"name\": \"a\"}, \"services\": [{\"name\": \"b\", \"port\": 65536}]}")]
    public async Task It_refuses_mistakes(string json)
    {
        var schema = await JsonSchema.FromFileAsync(File, TestContext.Current.CancellationToken);
        Assert.NotEmpty(schema.Validate(json));
    }

    private static string Json(object? value) => value switch
    {
        UnstructuredMap map =>
            "{" + string.Join(',', map.Select(entry => JsonSerializer.Serialize(entry.Key) + ":" + Json(entry.Value))) + "}",
        UnstructuredList list => "[" + string.Join(',', list.Select(Json)) + "]",
        _ => JsonSerializer.Serialize(value),
    };
}
