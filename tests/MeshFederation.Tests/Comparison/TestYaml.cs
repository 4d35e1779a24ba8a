using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Comparison;

/// <summary>Objects written as people write them.</summary>
internal static class TestYaml
{
    public static UnstructuredMap Read(string yaml) => YamlReader.ReadText(yaml, "test").Single().Content;
}
