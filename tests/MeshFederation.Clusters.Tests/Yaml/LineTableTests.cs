using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>The documents of a file are read with one table of lines, and each has its own.</summary>
public sealed class LineTableTests
{
    [Fact]
    public void Every_document_has_its_own_lines_be_it_plain_or_not()
    {
        const string Text = "kind: A\nspec:\n  a: 1\n---\nkind: B\nspec:\n  list:\n  - x: 1\n    y: {z: 1}\n---\nkind: C\nspec:\n  a: 1\n";
        var documents = YamlReader.ReadText(Text, "a.yaml");
        Assert.Equal(["A 2", "B 6", "C 12"], documents.Select(document => FormattableString.Invariant(
            $"{document.Content.Text("kind")} {document.Source.LineOf!(document.Content, 1)}")));
        Assert.Equal([3, 7, 13], documents.Select(document => document.Source.LineOf!(document.Content.Map("spec")!, 0)));
    }

    [Fact]
    public void What_is_read_again_in_another_way_is_forgotten()
    {
        var table = new LineTable();
        var (kept, repeated) = (UnstructuredMap.Of(("a", 1L)), UnstructuredMap.Of(("b", 1L)));
        table.Note(kept, [1, 2]);
        table.Note(repeated, [3, 4, 5]);
        table.NoteRepeated(repeated, [new("b", 5)]);
        Assert.Equal(5, table.LineOfEntry(repeated, 1));
        table.Forget(1);
        Assert.Equal(1, table.Count);
        Assert.Null(table.LineOfEntry(repeated, 0));
        Assert.Empty(table.RepeatedIn(repeated));
        table.Note(repeated, [8]);
        Assert.Equal((2, 8), (table.LineOfEntry(kept, 0), table.LineOfEntry(repeated, -1)));
    }

    [Fact]
    public void A_builder_that_is_used_again_has_nothing_of_the_map_before()
    {
        var (shared, lines) = (new PlainScratch(), new LineTable());
        var first = shared.Builder(1);
        for (var i = 0; i < 20; i++) first.Set(FormattableString.Invariant($"key{i}"), 1L, i + 2);
        first.Set("key1", 2L, 30);
        var before = first.Build(lines);
        shared.GiveBack(first);
        var second = shared.Builder(40);
        second.Set("key1", 3L, 41);
        var after = second.Build(lines);
        Assert.Same(first, second);
        Assert.Equal((20, 1), (before.Count, after.Count));
        Assert.Empty(lines.RepeatedIn(after));
        Assert.Single(lines.RepeatedIn(before));
    }
}
