using System.Text;
using MeshFederation.Model.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// What a scalar means: what its tag says, else text when it is quoted, else what it looks like. A tag that nobody knows means nothing, and
/// that of a map or list neither (sigs.k8s.io/yaml goyaml.v2/resolve.go and decode.go).
/// </summary>
internal static class ScalarReader
{
    private const string Core = "tag:yaml.org,2002:";

    public static object? Read(Scalar scalar, YamlPlace place)
    {
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style is ScalarStyle.Plain ? Finite(CoreScalar.Resolve(scalar.Value), scalar, place) : scalar.Value;
        }

        if (scalar.Tag.IsNonSpecific || !scalar.Tag.Value.StartsWith(Core, StringComparison.Ordinal)) return scalar.Value;
        var resolved = Finite(CoreScalar.Resolve(scalar.Value), scalar, place);
        return (scalar.Tag.Value, resolved) switch
        {
            (Core + "str" or Core + "timestamp", _) => scalar.Value,
            (Core + "int", long) or (Core + "float", double) or (Core + "bool", bool) or (Core + "null", null) => resolved,
            (Core + "float", long whole) => (double)whole,
            (Core + "binary", _) => Decoded(scalar, place),
            _ => throw place
                .Error(scalar.Start, $"'{scalar.Value}' is no value of the tag {scalar.Tag.Value} that a Kubernetes object can have."),
        };
    }

    /// <summary>Whether a key asks for the entries of other maps to be taken in (https://yaml.org/type/merge.html).</summary>
    public static bool IsMerge(Scalar key) =>
        key.Value == "<<" && (key.Tag.IsEmpty ? key.Style is ScalarStyle.Plain : key.Tag.Value is Core + "merge");

    /// <summary>Objects are JSON in the end, which has neither infinity nor what is no number.</summary>
    private static object? Finite(object? value, Scalar scalar, YamlPlace place) => value is double number && !double.IsFinite(number)
        ? throw place.Error(scalar.Start, YamlErrors.Sentence(UnstructuredValue.NotFinite(scalar.Value)))
        : value;

    private static string Decoded(Scalar scalar, YamlPlace place)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(scalar.Value));
        }
        catch (FormatException exception)
        {
            throw place.Error(scalar.Start, "What the tag !!binary stands before is not base64.", exception);
        }
    }
}
