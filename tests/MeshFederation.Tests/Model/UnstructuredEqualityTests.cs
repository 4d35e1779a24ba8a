using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Tests.Model;

/// <summary>Values of Kubernetes objects are values: what holds the same is equal.</summary>
public sealed class UnstructuredEqualityTests
{
    private static readonly Gen<object?> Scalar = Gen.OneOf(
        Gen.String[0, 3].Select(text => (object?)text),
        Gen.Long[-3, 3].Select(number => (object?)number),
        Gen.Double[-2, 2].Select(number => (object?)number),
        Gen.Bool.Select(flag => (object?)flag),
        Gen.Const((object?)null));

    private static Gen<object?> Any(int depth) => depth == 0 ? Scalar : Gen.OneOf(
        Scalar,
        Any(depth - 1).Array[0, 4].Select(items => (object?)UnstructuredList.From(items)),
        Maps(depth).Select(map => (object?)map));

    private static Gen<UnstructuredMap> Maps(int depth) => Gen.Select(Gen.Int[0, 9], Any(depth - 1)).Array[0, 5]
        .Select(entries => entries.DistinctBy(entry => entry.Item1).ToArray())
        .Select(entries => UnstructuredMap.Read(entries.Select(entry => $"k{entry.Item1}"), entries.Select(entry => entry.Item2)));

    [Fact]
    public void Equal_content_is_equal_and_has_one_hash() => Any(3).Sample(value =>
    {
        var copy = Copy(value, turned: true);
        Assert.True(UnstructuredEquality.AreEqual(value, copy));
        Assert.Equal(UnstructuredEquality.HashOf(value), UnstructuredEquality.HashOf(copy));
        Assert.Equal(value, copy);
    });

    [Fact]
    public void One_change_makes_it_another() => Gen.Select(Maps(3), Gen.Int[0, 99]).Sample((map, place) =>
    {
        var changed = (UnstructuredMap)Changed(map, ref place)!;
        Assert.True(map != changed);
        Assert.False(map.Equals(changed));
        Assert.NotEqual(new MeshManifest("c1", map), new MeshManifest("c1", changed));
    });

    [Fact]
    public void The_order_of_a_list_counts() => Assert.True(UnstructuredList.Of("a", "b") != UnstructuredList.Of("b", "a"));

    [Theory]
    [InlineData(1L, 1d, true)]
    [InlineData(0L, -0d, true)]
    [InlineData(9007199254740993L, 9007199254740992d, false)]
    [InlineData(9007199254740992L, 9007199254740992d, true)]
    [InlineData(long.MaxValue, 9223372036854775808d, false)]
    [InlineData(long.MinValue, -9223372036854775808d, true)]
    public void A_number_is_what_it_counts_whatever_its_type(long whole, double number, bool areEqual)
    {
        Assert.Equal(areEqual, UnstructuredEquality.AreEqual(whole, number));
        Assert.Equal(areEqual, UnstructuredEquality.AreEqual(number, whole));
        if (areEqual) Assert.Equal(UnstructuredEquality.HashOf(whole), UnstructuredEquality.HashOf(number));
    }

    [Fact]
    public void A_key_without_a_value_is_not_a_key_that_is_not_there() =>
        Assert.True(UnstructuredMap.Read(["a"], [null]) != UnstructuredMap.Read(["b"], [null]));

    [Fact]
    public void A_manifest_is_equal_to_another_of_the_same_content_for_the_same_cluster()
    {
        var (one, other) = (Object("a"), Object("a"));
        Assert.Equal(new MeshManifest("c1", one), new MeshManifest("c1", other) { Source = new("a.yaml", 3) });
        Assert.NotEqual(new MeshManifest("c1", one), new MeshManifest("c2", one));
        Assert.Single(new[] { new MeshManifest("c1", one), new MeshManifest("c1", other) }.Distinct());
    }

    [Fact]
    public void Changes_and_plans_are_equal_when_they_say_the_same()
    {
        Assert.Equal(Plan("a"), Plan("a"));
        Assert.Equal(Plan("a").GetHashCode(), Plan("a").GetHashCode());
        Assert.NotEqual(Plan("a"), Plan("b"));
        var change = Plan("a").Changes[0];
        Assert.NotEqual(change, change with { Live = Object("b") });
        Assert.Equal(change, change with { Live = null, Fingerprint = change.Fingerprint });
    }

    private static MeshPlan Plan(string name) =>
        new("shop", [], [new("c1", "v1", "Service", "shop", "x", ChangeAction.Update, difference: [new("spec", Object("a"), 1d)])
        {
            Wanted = Object(name),
            Live = Object("a"),
        }]);

    private static UnstructuredMap Object(string name) =>
        UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "Service"),
            ("metadata", UnstructuredMap.Of(("name", name), ("labels", UnstructuredMap.Of(("app", name))))));

    private static object? Copy(object? value, bool turned) => value switch
    {
        UnstructuredMap map =>
            UnstructuredMap.Read(Turned(map.Keys, turned), Turned(map.Values.Select(item => Copy(item, turned)), turned)),
        UnstructuredList list => UnstructuredList.From(list.Select(item => Copy(item, turned))),
        string text => new string(text.AsSpan()),
        _ => value,
    };

    private static IEnumerable<T> Turned<T>(IEnumerable<T> items, bool turned) => turned ? items.Reverse() : items;

    /// <summary>Changes the value at a place, counted from 0 in the order of the walk, or the root when there are fewer.</summary>
    private static object? Changed(object? value, ref int place)
    {
        if (value is UnstructuredMap map)
        {
            for (var i = 0; i < map.Count; i++)
            {
                var (key, item) = map.EntryAt(i);
                var before = place;
                var now = Changed(item, ref place);
                if (before >= 0 && place < 0)
                    return UnstructuredMap.Read(map.Keys, map.Select(entry => entry.Key == key ? now : entry.Value));
            }

            if (place < 0) return map;
            place = -1;
            return UnstructuredMap.Read([.. map.Keys, "new"], [.. map.Values, null]);
        }

        if (value is UnstructuredList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                var (before, at) = (place, i);
                var now = Changed(list[i], ref place);
                if (before >= 0 && place < 0) return UnstructuredList.From(list.Select((item, index) => index == at ? now : item));
            }

            if (place-- > 0) return list;
            return UnstructuredList.From([.. list, "new"]);
        }

        return place-- > 0 ? value : value is string text ? text + "!" : "changed";
    }
}
