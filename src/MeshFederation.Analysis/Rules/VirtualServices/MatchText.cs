using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>Writes matches so that equal ones are equal texts: without their names, keys in order.</summary>
internal static class MatchText
{
    public static string Of(UnstructuredMap match) => Write(match, "name");

    public static string WithoutPath(UnstructuredMap match) => Write(match, "uri", "name");

    private static string Write(UnstructuredMap match, params string[] except) =>
        YamlWriter.Write(UnstructuredMap.Of([.. match.Where(entry => !except.Contains(entry.Key, StringComparer.Ordinal)).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value))]));
}
