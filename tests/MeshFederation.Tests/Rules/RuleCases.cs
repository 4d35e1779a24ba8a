using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Rules;

/// <summary>The cases of all rules: a file for each rule, named after its id, with what must fire and what must not.</summary>
internal static class RuleCases
{
    public static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Tests", "Rules", "cases");

    public static IReadOnlyList<RuleCase> All { get; } = [.. Files.SelectMany(Read)];

    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal);

    private static IEnumerable<RuleCase> Read(string path)
    {
        var rule = Path.GetFileNameWithoutExtension(path);
        var content = YamlReader.ReadFile(path).Single().Content;
        return Of(content, "fires", rule, fires: true).Concat(Of(content, "holds", rule, fires: false));
    }

    private static IEnumerable<RuleCase> Of(UnstructuredMap content, string key, string rule, bool fires) =>
        content.Maps(key).Select(item => new RuleCase(rule, fires, item, content.Map("given") ?? UnstructuredMap.Empty));
}
