using CsCheck;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Tests.Yaml;

public sealed class RoundTripTests
{
    private const int Many = 20_000;

    [Fact]
    public void What_is_written_is_what_is_read() =>
        TreeGen.Objects.Sample(written => AssertReads(written, YamlWriter.Write(written)), iter: Many);

    [Fact]
    public void Laying_a_document_out_anew_changes_nothing_that_it_means() => TreeGen.Objects.Where(map => map.Count > 0).Sample(
        written =>
        {
            AssertReads(written, YamlLayout.Settle(YamlWriter.Write(written)));
            AssertReads(UnstructuredMap.Of(("value", written)), YamlLayout.Settle("value: " + InlineYaml.Write(written)));
        },
        iter: Many / 2);

    [Fact]
    public void Documents_stay_apart() =>
        TreeGen.Objects.Where(map => map.Count > 0).Array[1, 4].Sample(
            written =>
            {
                var text = string.Join("---\n", written.Select(YamlWriter.Write));
                var read = DocumentStream.Read(text, "text");
                Assert.Equal(written.Length, read.Count);
                Assert.All(written.Zip(read), pair => Assert.True(Trees.Same(pair.First, pair.Second.Document.Content), text));
            },
            iter: Many / 10);

    [Fact]
    public void Json_is_read_as_json_means_it() =>
        TreeGen.Objects.Where(map => map.Count > 0).Sample(
            written =>
            {
                var json = Trees.Json(written);
                var read = Assert.Single(DocumentStream.Read(json, "text")).Document.Content;

                // JSON does not tell 1 from 1.0, so what comes back is compared as JSON.
                Assert.Equal(json, Trees.Json(read));
            },
            iter: Many / 10);

    [Fact]
    public void A_value_on_one_line_is_read_as_that_value() =>
        TreeGen.Objects.Sample(
            written => AssertReads(UnstructuredMap.Of(("value", written)), "value: " + InlineYaml.Write(written)), iter: Many / 10);

    private static void AssertReads(UnstructuredMap written, string text)
    {
        var read = DocumentStream.Read(text, "text");
        Assert.True(Trees.Same(written, read.Count == 0 ? UnstructuredMap.Empty : read[0].Document.Content), text);
    }
}
