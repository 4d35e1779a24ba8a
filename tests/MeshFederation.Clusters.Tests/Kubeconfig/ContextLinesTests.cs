using CsCheck;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Kubeconfig;

/// <summary>What is read of the lines of a list is what a parser of YAML reads, where it can, or nothing.</summary>
public sealed class ContextLinesTests : IDisposable
{
    /// <summary>Lines as kubectl writes them, and what people and other tools make of them.</summary>
    private static readonly string[] Lines =
    [
        "- context:", "    cluster: c", "    user: u", "    namespace: shop", "  name: a", "  name: b", "- name: a", "- name: d@e:1/f",
        "  context:", "  context: {cluster: c}", "    extensions:", "    - extension:",
        "        last-update: Tue, 01 Mar 2022 10:00:00 UTC", "      name: context_info", "", "  ", "# note", "  name: 'q'",
        "  name: a # note", "  name: true", "  name: 12", "  name: arn:aws:eks", "  name: a: b", "  name:", "  name: >", "    folded",
        "  - name: g", "    name: h", "- name: 0x1", "    cluster: |", "---", "clusters:", "  name: a\tb", "  name: \u00e9",
        "  name: a\u2028b", "  name : a", "  \"name\": a", "  name: a ", "- - name: a", "  other: x", "...",
    ];

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void As_kubectl_writes_them()
    {
        const string Text = "contexts:\n- context:\n    cluster: c\n    extensions:\n    - extension:\n"
            + "        provider: minikube.sigs.k8s.io\n      name: context_info\n    user: u\n  name: minikube\n- context:\n"
            + "    cluster: arn:aws:eks:eu-west-1:1:cluster/a\n    user: u\n"
            + "  name: arn:aws:eks:eu-west-1:1:cluster/a\n";
        Assert.Equal(["arn:aws:eks:eu-west-1:1:cluster/a", "minikube"], ContextLines.TryRead(Text)!.Order(StringComparer.Ordinal));
        Assert.NotNull(ContextLines.TryRead(Text.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("contexts:\n- name: true\n")]
    [InlineData("contexts:\n- name: 1e3\n")]
    [InlineData("contexts:\n- name: a\n- name: a\n")]
    [InlineData("contexts:\n- name: a\n  b\n")]
    [InlineData("contexts:\n- context:\n    cluster: c\n")]
    [InlineData("contexts: []\n")]
    [InlineData("contexts:\n- name: a #1\n")]
    public void What_is_written_in_another_way_is_left_to_the_parser(string text) => Assert.Null(ContextLines.TryRead(text));

    [Fact]
    public void Whatever_stands_there_they_say_nothing_else_than_the_parser() => Gen.OneOf(Lines).Array[0, 9].Select(
        Gen.OneOf("\n", "\r\n"), (lines, end) => "contexts:" + end + string.Concat(lines.Select(line => line + end))).Sample(text =>
    {
        if (ContextLines.TryRead(text) is not { } names) return;
        File.WriteAllText(_file, text);
        if (Parsed() is { } parsed) Assert.Equal(parsed, names.Order(StringComparer.Ordinal));
    }, iter: 500, threads: 1);

    private IEnumerable<string>? Parsed()
    {
        try
        {
            return KubeconfigReader.ReadContexts(_file).Name;
        }
        catch (MeshException)
        {
            return null;
        }
    }

    public void Dispose() => File.Delete(_file);
}
