using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Tests.Kubeconfig;

/// <summary>
/// The names of contexts, as completion reads them: however the file is written, they are those that reading all of it gives.
/// </summary>
public sealed class KubeconfigTextTests : IDisposable
{
    private const string Rest = "clusters:\n- name: c\n  cluster: {server: 'https://192.0.2.1'}\n";
    private readonly string _file = Path.GetTempFileName();

    [Theory]
    [InlineData("contexts:\n- context: {cluster: c}\n  name: a\n- name: b\n  context: {cluster: c}\n" + Rest, "a,b")]
    [InlineData(Rest + "contexts:\n  - name: a\n  - name: 'b'\n# no more\n\n  - name: c\ncurrent-context: a\n", "a,b,c")]
    [InlineData("apiVersion: v1\r\ncontexts:\r\n- name: a\r\ncurrent-context: a\r\n", "a")]
    [InlineData("{\"contexts\": [{\"name\": \"a\"}], \"kind\": \"Config\"}", "a")]
    [InlineData("contexts: [{name: a}, {name: b}]\n" + Rest, "a,b")]
    [InlineData("x: &n a\ncontexts:\n- name: *n\n", "a")]
    [InlineData("contexts:\n- name: a\n---\ncontexts:\n- name: b\n", "a")]
    [InlineData("\"contexts\":\n- name: a\n", "a")]
    [InlineData("users:\n- name: u\n  user:\n    note: |\n      contexts:\n      - name: no\ncontexts:\n- name: a\n", "a")]
    [InlineData(Rest, "")]
    public void Names_are_those_of_the_whole_file(string text, string names)
    {
        File.WriteAllText(_file, text);
        _ = KubeconfigReader.TryReadContextNames(_file, out var read);
        Assert.Equal(names, string.Join(',', read));
        Assert.Equal(names, string.Join(',', KubeconfigReader.ReadContexts(_file).Name));
    }

    [Fact]
    public void Certificates_are_left_out()
    {
        var text = "users:\n" + new string('#', 5000) + "\ncontexts:\n- name: a\n" + Rest;
        Assert.Equal("contexts:\n- name: a\n", KubeconfigText.ContextsOf(text));
    }

    [Fact]
    public void What_changes_is_read_again()
    {
        File.WriteAllText(_file, "contexts:\n- name: a\n");
        _ = KubeconfigReader.TryReadContextNames(_file, out _);
        File.WriteAllText(_file, "contexts:\n- name: a\n- name: bb\n");
        _ = KubeconfigReader.TryReadContextNames(_file, out var read);
        Assert.Equal(["a", "bb"], read);
    }

    [Fact]
    public void Servers_and_namespaces_are_those_of_the_contexts()
    {
        File.WriteAllText(_file, "contexts:\n- name: a\n  context: {cluster: c, namespace: shop}\n- name: b\n  context: {cluster: d}\n"
            + "- name: e\n  context: {cluster: gone}\nclusters:\n- name: c\n  cluster: {server: 'https://192.0.2.1:443/'}\n- name: d\n"
            + "  cluster: {server: 192.0.2.1, tls-server-name: d}\n");
        var contexts = KubeconfigReader.ReadContexts(_file);
        Assert.Equal(new("https://192.0.2.1", null, null), contexts.Server["a"]);
        Assert.Equal(new("https://192.0.2.1", "d", null), contexts.Server["b"]);
        Assert.False(contexts.Server.ContainsKey("e"));
        Assert.Equal("shop", Assert.Single(contexts.Namespace).Value);
    }

    public void Dispose() => File.Delete(_file);
}
