using CsCheck;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Tests.Yaml;

public sealed class BadTextTests
{
    [Theory]
    [InlineData("a: 1\nb: [1, 2\nc: 3\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: *none\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: &self [*self]\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: !!binary no?\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: .inf\n", MeshErrorId.YamlInvalid)]
    [InlineData("? [a]\n: 1\n", MeshErrorId.YamlInvalid)]
    [InlineData("<<: 1\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: \"\\ud83d\"\n", MeshErrorId.YamlInvalid)]
    [InlineData("a: \"\u0000\"\n", MeshErrorId.YamlInvalid)]
    [InlineData("just a text\n", MeshErrorId.FileInvalid)]
    [InlineData("- a\n", MeshErrorId.FileInvalid)]
    public void Bad_text_is_one_error_that_names_file_and_line(string text, string id)
    {
        var error = Assert.Throws<MeshException>(() => YamlReader.ReadText(text, "bad.yaml"));
        Assert.Equal(id, error.ErrorId);
        Assert.Matches("bad\\.yaml.*[0-9]", error.Message);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Theory]
    [InlineData("kind: A\nmetadata:\n  name: *a\n", "line 3")]
    [InlineData("kind: A\n---\nkind: B\n---\nkind: C\nmetadata: [\n", "line 7")]
    [InlineData("kind: A\n---\n# x\nkind: B\nmetadata: {name: \"\u0001\"}\n", "line 5, column 19")]
    public void The_line_is_the_one_with_the_mistake(string text, string place) =>
        Assert.Contains(place, Assert.Throws<MeshException>(() => YamlReader.ReadText(text, "bad.yaml")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: A\n---\nkind: [\n---\nkind: C\n", "A C", 1)]
    [InlineData("kind: [\n---\nkind: B\n", "B", 1)]
    [InlineData("kind: A\n---\njust a text\n---\n- a\n---\nkind: D\n", "A D", 2)]
    [InlineData("kind: A\n---\nkind: \"\u0000\"\n---\nkind: C\n", "A C", 1)]
    [InlineData("kind: List\nitems: [a]\n---\nkind: B\n", "B", 1)]
    [InlineData("kind: A\n...\nkind: B\n", "A", 1)]
    [InlineData("a: 'x\n---\nkind: B\n", "B", 1)]
    public void What_is_wrong_in_a_document_is_wrong_in_it_alone(string text, string kinds, int faults)
    {
        var found = new List<MeshException>();
        Assert.Equal(
            kinds, string.Join(' ', YamlReader.ReadText(text, "bad.yaml", found.Add).Select(document => document.Content.Text("kind"))));
        Assert.Equal(faults, found.Count);
    }

    [Theory]
    [InlineData("kind: A\nmetadata:\n  name: a\n  name: b\n", "name 4")]
    [InlineData("{\"kind\": \"A\",\n \"kind\": \"B\"}", "kind 2")]
    [InlineData("kind: A\n---\nkind: B\nspec:\n- a: 1\n  a: 2\n  a: 3\n", "a 6, a 7")]
    [InlineData("kind: List\nitems:\n- {kind: A, a: 1}\n- kind: B\n  b: 1\n  b: 2\n", "b 6")]
    [InlineData("kind: A\nx: &x {k: 1}\ny:\n  <<: *x\n  k: 2\n", "")]
    public void A_key_that_comes_twice_is_noted_at_its_last_place(string text, string keys) =>
        Assert.Equal(keys, string.Join(
            ", ",
            YamlReader.ReadText(text, "a.yaml")
                .SelectMany(document => document.Source.RepeatedKey)
                .Select(key => $"{key.Key} {key.Line}")));

    [Fact]
    public void Aliases_that_stand_for_too_much_are_refused()
    {
        var lines = Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]");
        var error = Assert.Throws<MeshException>(() => YamlReader.ReadText("a0: &a0 [x]\n" + string.Join('\n', lines), "bomb.yaml"));
        Assert.Equal(MeshErrorId.YamlInvalid, error.ErrorId);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_without_end_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.Equal(MeshErrorId.YamlInvalid, Assert.Throws<MeshException>(() => YamlReader.ReadText("a: " + deep, "deep.yaml")).ErrorId);
        Assert.IsType<MeshException>(Record.Exception(() => YamlReader.ReadText(deep, "deep.yaml")));
    }

    [Fact]
    public void No_text_at_all_ends_in_anything_but_objects_or_a_clear_error() =>
        Gen.Select(TreeGen.Objects, Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 3], TreeGen.Texts).Array[1, 4]).Sample(
            (tree, edits) =>
            {
                var text = edits.Aggregate(YamlWriter.Write(tree), Edited);
                var exception = Record.Exception(() => YamlReader.ReadText(text, "text"));
                Assert.True(exception is null or MeshException, $"{exception}\n{text}");
            },
            iter: 20_000);

    private static string Edited(string text, (int Place, int Length, string Insert) edit)
    {
        var place = text.Length == 0 ? 0 : edit.Place % text.Length;
        return text.Remove(place, Math.Min(edit.Length, text.Length - place)).Insert(place, edit.Insert);
    }
}
