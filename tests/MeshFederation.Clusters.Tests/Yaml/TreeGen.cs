using CsCheck;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>Random Kubernetes objects, rich in texts that a YAML reader could take for something else.</summary>
internal static class TreeGen
{
    private static readonly string[] Tricky =
    [
        "", " ", "~", "null", "Null", "true", "Yes", "no", "on", "OFF", "y", "N", "0", "-1", "+1", "017", "0o17", "0x1F", "0b1", "1_000",
        "1e3", ".5", "1.", "-.inf", ".nan",
        "2024-01-01",
        "12:30:45", "<<", "=", "- a", "? a", ": a", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'", "\"", "it's",
        "a\"b", "[", "]", "{", "}", ",", "a,b",
        "---",
        "...", "\n", "a\nb", "a\n", "\ta", "a\t", " a", "a ", "\\.cluster2\\.global$", "\u0000", "\u0007", "\u0085", "\u00a0", "\u2028",
        "\ufeff", "é", "日本", "😀", "\ud7ff", "\ue000", "a\r\nb",
        "*",
        "*.global", "spiffe://cluster2/ns/default/sa/bookinfo-reviews", "outbound_.9080_._.a.b", "1.30", "1.30.3", "240.0.0.10",
        "fd00::230", "::1", "a:", "a::b",
    ];

    public static Gen<UnstructuredMap> Objects => Map(3);

    public static Gen<string> Texts => Gen.OneOf(
        Gen.OneOf(Tricky),
        Gen.Select(Gen.OneOf(Tricky), Gen.OneOf(Tricky), (one, other) => one + other),
        Gen.String[Gen.Char["abcz019-_./: #'\"\\\n\t{}[],&*!|>%@`=~"], 0, 12],
        Gen.String[0, 10].Select(WithoutHalfPairs));

    private static Gen<object?> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Texts.Select(text => (object?)text),
            Gen.Long.Select(number => (object?)number),
            Gen.Int[-20, 20].Select(number => (object?)(long)number),
            Gen.Double.Where(double.IsFinite).Select(number => (object?)number),
            Gen.Bool.Select(flag => (object?)flag),
            Gen.Const((object?)null));
        return depth == 0
            ? scalar
            : Gen.Frequency(
                (3, scalar),
                (1, Map(depth - 1).Select(map => (object?)map)),
                (1, Value(depth - 1).Array[0, 4].Select(items => (object?)UnstructuredList.From(items))));
    }

    private static Gen<UnstructuredMap> Map(int depth) =>
        Gen.Select(Texts, Value(depth)).Array[0, 5].Select(entries =>
            UnstructuredMap.Of(entries.DistinctBy(entry => entry.Item1).Select(entry => (entry.Item1, entry.Item2)).ToArray()));

    private static string WithoutHalfPairs(string text) => new([.. text.Where(character => !char.IsSurrogate(character))]);
}
