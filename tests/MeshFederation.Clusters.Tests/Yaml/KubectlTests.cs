using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Yaml;

/// <summary>
/// Texts as kubectl 1.32 reads them: <c>kubectl label --local -f FILE a=b -o json</c> without that label. Where we read on purpose what
/// kubectl does not, <c>differs</c> says why.
/// </summary>
public sealed class KubectlTests
{
    private static readonly IReadOnlyList<UnstructuredMap> Corpus = [.. Json.Read(System.Text.Encoding.UTF8.GetBytes(
        """{"texts": """
        + $$"""{{File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "MeshFederation.Clusters.Tests", "Yaml", "kubectl.json"))}}"""
        + """}""")).Maps("texts")];

    public static TheoryData<string> Names => [.. Corpus.Select(text => text.Text("name")!)];

    [Theory, MemberData(nameof(Names))]
    public void A_text_is_read_as_kubectl_reads_it(string name)
    {
        var text = Corpus.Single(text => text.Text("name") == name);
        var expected = text.Text("differs") is not null ? Objects("ours") : Objects("objects");
        var faults = new List<MeshException>();
        var read =
            UnstructuredList.From(YamlReader.ReadText(text.Text("text")!, "a.yaml", faults.Add).Select(document => document.Content));
        Assert.True(expected == read, $"expected {expected}\nread     {read}\n{string.Join('\n', faults.Select(fault => fault.Message))}");
        if (expected.Count == 0 && text.ContainsKey("error")) Assert.NotEmpty(faults);
        if (text.Text("differs") is null && !text.ContainsKey("faults") && !text.ContainsKey("error")) Assert.Empty(faults);

        UnstructuredList Objects(string key) => text.List(key);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_text_that_is_laid_out_anew_means_the_same(string name)
    {
        var text = Corpus.Single(text => text.Text("name") == name).Text("text")!;
        var read = Read(text, out var faults);
        if (faults.Count > 0) return;
        var again = Read(string.Concat(YamlChunk.Split(text).Select(chunk => YamlLayout.Settle(chunk.Text))), out faults);
        Assert.Empty(faults);
        Assert.True(read == again, $"{read}\n{again}");
    }

    private static UnstructuredList Read(string text, out List<MeshException> faults)
    {
        var found = faults = [];
        return UnstructuredList.From(YamlReader.ReadText(text, "a.yaml", found.Add).Select(document => document.Content));
    }
}
