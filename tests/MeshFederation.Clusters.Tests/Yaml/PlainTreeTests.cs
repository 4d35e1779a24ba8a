using CsCheck;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>What is read as plain is read as the parser of all of YAML reads it, lines included, or not at all.</summary>
public sealed class PlainTreeTests
{
    private const int Many = 10_000;

    private static readonly string[] Folders = ["tests", "samples", "docs", "bench"];

    private static readonly string[] Pieces =
    [
        "- ", "-", ":", ": ", "#", " #", " ", "  ", "\n", "\n\n", "'", "\"", "[", "]", "{}", "[]", "|", ">", "&a ", "*a", "!a ", "? ",
        ",", "x", "0", "-1", "~", "---\n", "...\n", "%", "\t", "\r\n", "é", "<<: ", "y: ", "1: ", "a: b", "\na: b",
        "\n  a: b", "\n- b", "\n  - b",
    ];

    /// <summary>Objects whose texts are as those of real ones, so that most of what is written of them is plain.</summary>
    private static Gen<UnstructuredMap> Usual { get; } = Map(4);

    [Fact]
    public void What_is_written_is_read_the_same() => TreeGen.Objects.Sample(written => AssertSame(YamlWriter.Write(written)), iter: Many);

    [Fact]
    public void What_people_change_in_it_is_read_the_same() =>
        Gen.Select(Usual, Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3], Gen.OneOf(Pieces)).Array[0, 3])
            .Sample((written, changes) => AssertSame(changes.Aggregate(YamlWriter.Write(written), Changed)), iter: Many * 2);

    [Fact]
    public void Usual_objects_are_plain() => Usual.Where(map => map.Count > 0).Sample(
        written =>
        {
            var text = YamlWriter.Write(written);
            Assert.NotNull(PlainTree.TryRead(Assert.Single(YamlChunk.Split(text)), "a.yaml", new()));
        },
        iter: Many / 10);

    [Fact]
    public void The_files_of_the_repository_are_read_the_same()
    {
        var (plain, all) = (0, 0);
        var files = Folders.Select(folder => Path.Combine(RepositoryPaths.Root, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
        foreach (var file in files)
        {
            foreach (var chunk in YamlChunk.Split(File.ReadAllText(file)))
            {
                all++;
                plain += IsPlainAndSame(chunk) ? 1 : 0;
            }
        }

        // Most are written by hand, with lists and maps on one line.
        Assert.True(plain > 100, FormattableString.Invariant($"{plain} of {all} documents are plain"));
    }

    [Theory]
    [InlineData("a: 1")]
    [InlineData("---\na: 1")]
    [InlineData("# said before\n---\n# and behind\n\na: 1\n   # and here\nb:\n# even here\n  c: d\n")]
    [InlineData("a:\n- b\n- c: d\n  e:\n  - f\ng:\n  - h")]
    [InlineData("a:\nb:\n  c:\n  d: x")]
    [InlineData("a: []\nb: {}\nc: ''\nd: \"x y\"\ne: '0'\nf: 017\ng: ~\nh: -1")]
    [InlineData("- a: 1\n- b")]
    [InlineData("a:\n  - b: c\n    d: e\n\n  - b: f")]
    [InlineData("a: 1\na: 2")]
    [InlineData("app.kubernetes.io/name: x")]
    public void Forms_are_read_the_same(string text) => AssertSame(text);

    [Theory]
    [InlineData("a: b\n  c")]
    [InlineData("a: b: c")]
    [InlineData("a: 'b\n  c'")]
    [InlineData("a: b\n c: d")]
    [InlineData("a:\n    b: c\n  d: e")]
    [InlineData("a:\n  b\n")]
    [InlineData("a: |\n  b")]
    [InlineData("a: [b]")]
    [InlineData("a: &x b\nc: *x")]
    [InlineData("y: b")]
    [InlineData("<<: b")]
    [InlineData("a: b # c")]
    [InlineData("a: .inf")]
    [InlineData("a: \"b\\tc\"")]
    [InlineData("a:\tb")]
    [InlineData("a: b\n---\n")]
    [InlineData("a: b\n...\nc: d")]
    [InlineData("  a: b")]
    [InlineData("text")]
    public void Other_forms_are_left_to_the_parser(string text)
    {
        Assert.Null(PlainTree.TryRead(new(text + "\n", 0), "a.yaml", new()));
        AssertSame(text);
    }

    private static string Changed(string text, (int At, int Taken, string Piece) change)
    {
        var at = change.At % (text.Length + 1);
        return text[..at] + change.Piece + text[Math.Min(text.Length, at + change.Taken)..];
    }

    private static void AssertSame(string text)
    {
        foreach (var chunk in YamlChunk.Split(text)) _ = IsPlainAndSame(chunk);
    }

    private static bool IsPlainAndSame(YamlChunk chunk)
    {
        if (PlainTree.TryRead(chunk, "a.yaml", new()) is not { } plain) return false;
        var documents = new List<ParsedDocument>();
        try
        {
            YamlTree.Read(chunk, "a.yaml", documents);
        }
        catch (MeshException exception)
        {
            Assert.Fail($"{exception.Message}\n{chunk.Text}");
        }

        var parsed = Assert.Single(documents);
        Assert.Equal(parsed.Document.Line, plain.Document.Line);
        Assert.Equal(parsed.Lines.RepeatedIn(parsed.Document.Content), plain.Lines.RepeatedIn(plain.Document.Content));
        Assert.True(Same(parsed.Document.Content, parsed.Lines, plain.Document.Content, plain.Lines), chunk.Text);
        return true;
    }

    private static bool Same(object? one, LineTable ofOne, object? other, LineTable ofOther) => (one, other) switch
    {
        (UnstructuredMap a, UnstructuredMap b) => a.Count == b.Count && SameLines(a, ofOne, b, ofOther, a.Count)
            && Enumerable.Range(0, a.Count).All(i =>
                a.EntryAt(i).Key == b.EntryAt(i).Key && Same(a.EntryAt(i).Value, ofOne, b.EntryAt(i).Value, ofOther)),
        (UnstructuredList a, UnstructuredList b) =>
            a.Count == b.Count && SameLines(a, ofOne, b, ofOther, a.Count)
            && a.Zip(b).All(pair => Same(pair.First, ofOne, pair.Second, ofOther)),
        _ => Equals(one, other),
    };

    private static bool SameLines(object one, LineTable ofOne, object other, LineTable ofOther, int count) =>
        Enumerable.Range(-1, count + 1).All(i => ofOne.LineOfEntry(one, i) == ofOther.LineOfEntry(other, i));

    private static Gen<UnstructuredMap> Map(int depth) =>
        Gen.Select(Gen.OneOf("hosts", "name", "app", "istio.io/rev", "port-1"), Value(depth)).Array[0, 4].Select(entries =>
            UnstructuredMap.Of(entries.DistinctBy(entry => entry.Item1).Select(entry => (entry.Item1, entry.Item2)).ToArray()));

    private static Gen<object?> Value(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.OneOf("reviews", "*.global", "a.b.svc.cluster.local", "1.30.3", "true", "", "spiffe://a/ns/b/sa/c", "1s", "off", "0x1F")
                .Select(text => (object?)text),
            Gen.Int[-20, 15_443].Select(number => (object?)(long)number),
            Gen.Bool.Select(flag => (object?)flag),
            Gen.Const((object?)null));
        return depth == 0
            ? scalar
            : Gen.Frequency(
                (2, scalar),
                (1, Map(depth - 1).Select(map => (object?)map)),
                (1, Map(depth - 1).Where(map => map.Count > 0).Array[0, 3].Select(items => (object?)UnstructuredList.From(items))));
    }
}
