using CsCheck;
using MeshFederation.Tests.Federations;
using Newtonsoft.Json;

namespace MeshFederation.Tests.Schema;

public sealed class SchemaTests
{
    [Fact]
    public async Task Every_object_of_any_federation_is_one_that_the_published_schema_accepts()
    {
        var schemas = await PublishedSchemas.ReadAsync();
        FederationGen.Services(8, 12).Sample(
            services =>
            {
                foreach (var manifest in FederationProperties.Plan(services))
                {
                    // Istio 1.30 publishes v1, v1beta1 and v1alpha3 with one schema.
                    var violations =
                        schemas.Violations(manifest.ApiVersion, manifest.Kind, JsonConvert.SerializeObject(manifest.Content)).ToList();
                    Assert.True(violations.Count == 0, $"{manifest}: {string.Join('\n', violations)}\n{manifest.ToYaml()}");
                }
            },
            iter: 60);
    }

    [Fact]
    public async Task The_published_schema_refuses_a_misspelt_field()
    {
        var schemas = await PublishedSchemas.ReadAsync();
        Assert.NotEmpty(schemas.Violations("networking.istio.io/v1", "DestinationRule", """{"spec":{"host":"a","subset":[]}}"""));
        Assert.NotEmpty(
            schemas.Violations("networking.istio.io/v1", "ServiceEntry", """{"spec":{"hosts":["a"],"resolution":"SOMETIMES"}}"""));
        Assert.Empty(schemas.Violations("networking.istio.io/v1", "DestinationRule", """{"spec":{"host":"a","subsets":[]}}"""));
    }
}
