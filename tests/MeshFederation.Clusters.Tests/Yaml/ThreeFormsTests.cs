using System.Collections;
using CsCheck;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>The same input as a hashtable, as YAML and as a plan's JSON is the same value, or the same mistake.</summary>
public sealed class ThreeFormsTests
{
    private static readonly string[] Keys = ["env", "tier", "a b", ""];
    private static readonly string[] Labels = ["prod", "x y", "", "1"];
    private static readonly string[] Operators = ["In", "NotIn", "Exists", "exists", ""];

    private static readonly Gen<UnstructuredMap> Selectors =
        from labels in Gen.Select(Gen.OneOf(Keys), Gen.OneOf(Labels)).Array[0, 2]
        from expressions in Gen.Select(Gen.OneOf(Keys), Gen.OneOf(Operators), Gen.OneOf(Labels).Array[0, 2]).Array[0, 2]
        select UnstructuredMap.Of(
            ("matchLabels",
                UnstructuredMap.Of([.. labels.DistinctBy(label => label.Item1).Select(label => (label.Item1, (object?)label.Item2))])),
            ("matchExpressions", UnstructuredList.From(expressions.Select(item =>
                UnstructuredMap.Of(("key", item.Item1), ("operator", item.Item2), ("values", UnstructuredList.From(item.Item3)))))));

    [Fact]
    public void A_value_is_equal_in_all_forms() => TreeGen.Objects.Where(map => map.Count > 0).Sample(
        map =>
        {
            var read = UnstructuredValue.Read(
                Untyped(map), why => new MeshException(MeshErrorId.InputInvalid, MeshErrorKind.InvalidArgument, why, "", null));
            Assert.Equal(map, read);
            Assert.Equal(map, DocumentStream.Read(YamlWriter.Write(map), "a.yaml")[0].Document.Content);
            Assert.Equal(map, PlanJson.TryRead(Json.Write(map)));
        },
        iter: 2000);

    [Fact]
    public void A_selector_is_equal_or_wrong_for_the_same_reason_in_all_forms() => Selectors.Sample(
        map =>
        {
            var forms = new[]
            {
                (UnstructuredMap)UnstructuredValue.Read(Untyped(map), why => SelectorSyntax.Invalid("it", why))!,
                DocumentStream.Read(YamlWriter.Write(UnstructuredMap.Of(("a", map))), "a.yaml")[0].Document.Content.Map("a")!,
                PlanJson.TryRead(Json.Write(map))!,
            };
            Assert.Single(forms.Select(Said).Distinct());
            Assert.Single(forms.Select(form => DiscoverySelectors.Read([form])).Distinct());
        },
        iter: 2000);

    [Theory]
    [InlineData("deep", "aps and lists stand in one another more than 256 deep")]
    [InlineData("infinite", "is a number that no Kubernetes object can have; in quotes it is a text")]
    public void A_value_that_no_object_can_have_is_refused_in_the_same_words(string what, string cause)
    {
        var (untyped, text) = what == "deep"
            ? (Deep(300), "{\"a\": " + new string('[', 300) + new string(']', 300) + "}")
            : (new Hashtable { ["a"] = double.PositiveInfinity }, "{\"a\": 1e999}");
        var faults = new[]
        {
            Assert.Throws<MeshException>(() => UnstructuredValue.Read(untyped, why => SelectorSyntax.Invalid("it", why))).Message,
            Assert.Throws<MeshException>(() => DocumentStream.Read(what == "deep" ? text : "a: .inf\n", "a.yaml")).Message,
            PlanJson.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var why) is null ? why : "it was read",
        };
        Assert.All(faults, fault => Assert.Contains(cause, fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_comes_twice_is_refused_in_a_plan_and_in_a_hashtable()
    {
        var hashtable = new Hashtable { [1] = "a", ["1"] = "b" };
        Assert.Contains(
            "the key '1' comes twice in one map",
            Assert.Throws<MeshException>(() => UnstructuredValue.Read(hashtable, why => SelectorSyntax.Invalid("it", why))).Message,
            StringComparison.Ordinal);
        Assert.Null(PlanJson.TryRead("{\"1\": \"a\", \"1\": \"b\"}"u8.ToArray(), out var why));
        Assert.Equal("the key '1' comes twice in one map", why);
    }

    [Fact]
    public void Numbers_of_every_type_are_numbers()
    {
        var read = (UnstructuredList)UnstructuredValue.Read(
            new object[] { 1, 2L, (short)3, (byte)4, 5u, 6.5f, 7.25m, 8UL, ulong.MaxValue, DayOfWeek.Friday, 'c', "text" },
            why => SelectorSyntax.Invalid("it", why))!;
        Assert.Equal(UnstructuredList.Of(1L, 2L, 3L, 4L, 5L, 6.5, 7.25, 8L, 18446744073709551615.0, "Friday", "c", "text"), read);
    }

    private static string Said(UnstructuredMap selector)
    {
        try
        {
            return SelectorSyntax.Read(selector, "it").ToString();
        }
        catch (MeshException exception)
        {
            return exception.Message;
        }
    }

    private static object Deep(int levels)
    {
        object value = new ArrayList();
        for (var i = 0; i < levels; i++) value = new ArrayList { value };
        return value;
    }

    /// <summary>The value as PowerShell has it: hashtables, lists and numbers.</summary>
    private static object? Untyped(object? value) => value switch
    {
        UnstructuredMap map => new Hashtable(map.ToDictionary(entry => entry.Key, entry => Untyped(entry.Value))),
        UnstructuredList list => list.Select(Untyped).ToArray(),
        long number when number is > int.MinValue and < int.MaxValue => (int)number,
        _ => value,
    };
}
