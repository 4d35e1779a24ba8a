using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>Makes clusters of YAML that a test holds.</summary>
internal static class RoutingText
{
    public static RoutingCluster Cluster(string yaml, string version = "1.30.3", MeshGateway? gateway = null) =>
        new(new("c1", "c1") { IstioVersion = IstioVersion.Parse(version), Gateway = gateway ?? new() }, Objects(yaml), []);

    public static RoutingCluster Mesh(string yaml, MeshConfig mesh) => new(new("c1", "c1") { MeshConfig = mesh }, Objects(yaml), []);

    public static IEnumerable<MeshManifest> Objects(string yaml) =>
        YamlReader.ReadText(yaml, "test.yaml").Select(document => new MeshManifest("c1", document.Content));

    public static UnstructuredMap Map(string yaml) =>
        YamlReader.ReadText("kind: X\nvalue: " + yaml, "test.yaml")[0].Content.Map("value") ?? UnstructuredMap.Empty;

    public static string Object(
        string kind, string name, string spec, string @namespace = "default", string created = "", string metadata = "") =>
            $"---\napiVersion: networking.istio.io/v1\nkind: {kind}\nmetadata: {{name: {name}, namespace: "
            + $"{@namespace}{(created.Length == 0 ? "" : $", creationTimestamp: '{created}'")}{metadata}}}\nspec: {spec}\n";

    public static string Service(string name, string ports = "[{name: http, port: 80}]", string @namespace = "default") =>
        $"---\napiVersion: v1\nkind: Service\nmetadata: {{name: {name}, namespace: {@namespace}}}\nspec: {{selector: {{app: {name}}}, "
        + $"ports: {ports}}}\n";
}
