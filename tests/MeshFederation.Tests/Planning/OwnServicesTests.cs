using MeshFederation.Clusters.Services;
using MeshFederation.Clusters.Yaml;

namespace MeshFederation.Tests.Planning;

/// <summary>Services that a federation made are none to federate; those of which it has fields alone are.</summary>
public sealed class OwnServicesTests
{
    [Fact]
    public void Services_that_a_federation_made_are_not_read_as_services()
    {
        const string Ours = "app.kubernetes.io/managed-by: meshfederation, meshfederation.io/federation: test";
        var documents = YamlReader.ReadText(
            string.Join("\n---\n", Service("share", Ours), Service("fields", "meshfederation.io/federation: test"), Service("own", "a: b")),
            "services.yaml");
        Assert.Equal(
            ["fields", "own"],
            ServiceReader.Read(documents, [Declared.Cluster("c1")], "default", _ => { }).Select(service => service.Name));
    }

    private static string Service(string name, string labels) =>
        $"{{apiVersion: v1, kind: Service, metadata: {{name: {name}, labels: {{{labels}}}}}, spec: {{selector: {{app: a}}, ports: "
        + "[{name: http, port: 80}]}}";
}
