using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Yaml;

/// <summary>The value of a scalar: by its tag, else text when it is quoted, else what it looks like.</summary>
internal static class ScalarReader
{
    private const string Core = "tag:yaml.org,2002:";

    public static object? Read(Scalar scalar, string file)
    {
        if (scalar.Tag.IsEmpty) return scalar.Style is ScalarStyle.Plain ? CoreScalar.Resolve(scalar.Value) : scalar.Value;
        if (scalar.Tag.IsNonSpecific) return scalar.Value;
        var resolved = CoreScalar.Resolve(scalar.Value);
        return (scalar.Tag.Value, resolved) switch
        {
            (Core + "str" or Core + "timestamp", _) => scalar.Value,
            (Core + "int", long) or (Core + "float", double) or (Core + "bool", bool) or (Core + "null", null) => resolved,
            (Core + "float", long whole) => (double)whole,
            _ => throw YamlErrors.At(file, scalar.Start, $"'{scalar.Value}' is no value of the tag {scalar.Tag.Value} that a Kubernetes object can have."),
        };
    }

    /// <summary>Whether a key asks for the entries of other maps to be taken in (https://yaml.org/type/merge.html).</summary>
    public static bool IsMerge(Scalar key) =>
        key.Value == "<<" && (key.Tag.IsEmpty ? key.Style is ScalarStyle.Plain : key.Tag.Value is Core + "merge");

    public static void RequireTag(NodeEvent collection, string tag, string file)
    {
        if (collection.Tag.IsEmpty || collection.Tag.IsNonSpecific || collection.Tag.Value == Core + tag) return;
        throw YamlErrors.At(file, collection.Start, $"The tag {collection.Tag.Value} has no meaning in a Kubernetes object.");
    }
}
