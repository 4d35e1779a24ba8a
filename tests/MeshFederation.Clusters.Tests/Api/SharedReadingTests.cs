using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>What is the same of many objects, or was read before, is held once, and what is not is never taken for it.</summary>
public sealed class SharedReadingTests
{
    private const string Labels = """{"f:metadata":{"f:labels":{"f:a":{}}}}""";

    [Fact]
    public void Fields_that_managers_own_are_held_once_where_they_are_the_same()
    {
        var (one, other) = (Fields(Item("1", "1", Labels)), Fields(Item("2", "7", Labels)));
        Assert.Same(one, other);
        Assert.Equal(["f:metadata"], one!.Keys);
    }

    [Fact]
    public void Fields_that_differ_are_read_as_they_are()
    {
        var names = Enumerable.Range(0, 500).Select(number => FormattableString.Invariant($"f:label{number}")).ToList();
        foreach (var name in names.Concat(names))
        {
            var fields = Fields(Item("1", "1", Labels.Replace("f:a", name, StringComparison.Ordinal)));
            Assert.Equal([name], fields!.Map("f:metadata")!.Map("f:labels")!.Keys);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[{\"a\":1}]")]
    public void What_is_no_map_is_read_as_it_is_and_what_follows_too(string fields)
    {
        var item = Item("1", "1", fields);
        Assert.Null(Fields(item));
        Assert.Equal("after", item.Text("kind"));
    }

    [Fact]
    public void What_is_kept_of_an_item_of_a_list_is_decided_before_the_next_one_is_read()
    {
        var asked = new List<string>();
        var list = Json.Read(
            """{"items":[{"name":"a","items":[{"name":"inner"}]},{"name":"b"},7],"metadata":{"items":[{"name":"other"}]}}"""u8,
            item: item =>
            {
                asked.Add(item.Text("name")!);
                return UnstructuredMap.Of(("kept", item.Text("name")));
            });
        Assert.Equal(["a", "b"], asked);
        Assert.Equal(
            Json.Read("""{"items":[{"kept":"a"},{"kept":"b"},7],"metadata":{"items":[{"name":"other"}]}}"""u8), list);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => Json.Read("""{"items":[{"name":"c"},{]}"""u8, item: item =>
        {
            asked.Add(item.Text("name")!);
            return item;
        }));
        Assert.Equal(["a", "b", "c"], asked);
    }

    [Fact]
    public void An_object_that_was_read_before_is_held_once_when_it_says_the_same()
    {
        var before = Item("1", "1", Labels);
        var known = new KnownObjects([before, Json.Read("{}"u8)], []);
        Assert.Same(before, known.Same(Item("1", "1", Labels)));
        foreach (var other in new[] { Item("1", "2", Labels), Item("2", "1", Labels), Item("1", "1", "{}"), Json.Read("{}"u8) })
            Assert.Same(other, known.Same(other));
    }

    [Fact]
    public void Parts_that_are_as_planned_are_held_once_and_others_are_as_they_were_read()
    {
        var planned = Json.Read("""{"kind":"A","metadata":{"name":"a","labels":{"x":"1"}},"spec":{"a":{"b":[1]},"c":{"d":1}}}"""u8);
        var read = Json.Read(
            """{"kind":"A","metadata":{"name":"a","uid":"7","labels":{"x":"1"}},"spec":{"a":{"b":[1]},"c":{"d":2},"e":3},"status":{}}"""u8);
        var shared = new KnownObjects([], [planned]).Same(read);
        Assert.Equal(read, shared);
        Assert.Equal(read.ToYaml(), shared.ToYaml());
        Assert.Same(planned.Map("metadata")!.Map("labels"), shared.Map("metadata")!.Map("labels"));
        Assert.Same(planned.Map("spec")!.Map("a"), shared.Map("spec")!.Map("a"));
        Assert.Equal(2, shared.Map("spec")!.Map("c")!.Number("d"));
        Assert.Equal("7", shared.Map("metadata")!.Text("uid"));
        var other = Json.Read("""{"kind":"A","metadata":{"name":"b","labels":{"x":"1"}}}"""u8);
        Assert.Same(other, new KnownObjects([], [planned]).Same(other));
    }

    [Fact]
    public void Owners_of_fields_are_held_once_where_they_are_the_same()
    {
        var (one, other) = (Item("1", "1", Labels), Item("2", "7", Labels));
        Assert.Same(one.Map("metadata")!.List("managedFields"), other.Map("metadata")!.List("managedFields"));
    }

    private static UnstructuredMap Item(string uid, string version, string fields) => Json.Read(Encoding.UTF8.GetBytes(
        "{\"metadata\":{\"uid\":\"" + uid + "\",\"resourceVersion\":\"" + version + "\",\"managedFields\":[{\"fieldsV1\":" + fields
        + "}]},\"kind\":\"after\"}"));

    private static UnstructuredMap? Fields(UnstructuredMap item) =>
        item.Map("metadata")!.Maps("managedFields").Single().Map("fieldsV1");
}
