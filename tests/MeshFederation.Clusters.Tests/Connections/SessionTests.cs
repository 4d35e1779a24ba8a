using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>How long clients are kept, and from which files they are made.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-session-").FullName;

    [Fact]
    public void A_client_is_kept_until_the_file_changes()
    {
        var file = Write("config", "https://one.example.com");
        var first = KubernetesConnections.For("c", file);
        Assert.Same(first, KubernetesConnections.For("c", file));
        Write("config", "https://another.example.com");
        Assert.Equal("https://another.example.com/", KubernetesConnections.For("c", file).Server.AbsoluteUri);
    }

    [Fact]
    public void A_client_is_dropped_when_a_certificate_file_changes()
    {
        using var one = new TestCertificates();
        var authority = Path.Combine(_folder, "ca.crt");
        File.WriteAllText(authority, one.AuthorityPem);
        var file = Write("config", "https://one.example.com, certificate-authority: ca.crt");
        var first = KubernetesConnections.For("c", file);
        Assert.Same(first, KubernetesConnections.For("c", file));
        File.WriteAllText(authority, one.AuthorityPem + "\n");
        Assert.NotSame(first, KubernetesConnections.For("c", file));
    }

    [Fact]
    public void Of_several_files_the_first_to_name_something_counts()
    {
        var first = Path.Combine(_folder, "first");
        File.WriteAllText(
            first, "contexts: [{name: c, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'https://first.example.com'}}]\n");
        var document = Kubeconfig.Read(first, Write("second", "https://second.example.com", ", {name: d, context: {cluster: c, user: u}}"));
        Assert.Equal("https://first.example.com/", ConnectionFactory.Connect(document.Context("c")).Server.AbsoluteUri);
        Assert.Equal("https://first.example.com/", ConnectionFactory.Connect(document.Context("d")).Server.AbsoluteUri);
    }

    [Fact]
    public void A_context_that_is_not_there_lists_those_that_are()
    {
        var error = Assert.Throws<MeshException>(() => KubernetesConnections.For("C", Write("config", "https://one.example.com")));
        Assert.Equal((MeshErrorId.ContextNotFound, MeshErrorKind.ObjectNotFound), (error.ErrorId, error.Kind));
        Assert.Equal("The contexts are c.", error.RecommendedAction);
    }

    [Theory]
    [InlineData("contexts: [{name: c, context: {cluster: x}}]", ":1: The context 'c' cannot be used: its cluster 'x' is not there.")]
    [InlineData(
        "clusters: [{name: x, cluster: {}}]\ncontexts:\n- name: c\n  context:\n    cluster: x",
        ":1: The cluster 'x' cannot be used: it has no server.")]
    [InlineData("clusters: []\ncontexts:\n- name: c\n  context:\n    user: x", ":5: The context 'c' cannot be used: it names no cluster.")]
    [InlineData(
        "clusters:\n- name: x\n  cluster:\n    server: ftp://x\ncontexts: [{name: c, context: {cluster: x}}]",
        ":4: The cluster 'x' cannot be used: its server 'ftp://x' is no https or http address.")]
    [InlineData(
        "clusters:\n- name: x\n  cluster:\n    server: https://x\n    proxy-url: ssh://y\ncontexts: [{name: c, context: {cluster: x}}]",
        ":4: The cluster 'x' cannot be used: its proxy-url is no http, https or socks5 address.")]
    [InlineData(
        "clusters:\n- name: x\n  cluster:\n    server: https://eve:geheim@x\ncontexts: [{name: c, context: {cluster: x}}]",
        ":4: The cluster 'x' cannot be used: its server has a user name or password in the address: these belong into the user's username "
        + "and password.")]
    [InlineData(
        "clusters:\n- name: x\n  cluster:\n    server: ftp://eve:geheim@x\ncontexts: [{name: c, context: {cluster: x}}]",
        ":4: The cluster 'x' cannot be used: its server is no https or http address.")]
    [InlineData(
        "clusters:\n- name: x\n  cluster:\n    server: https://x\n    certificate-authority-data: aGVsbG8=\ncontexts: [{name: c, context: "
        + "{cluster: x}}]",
        ":4: The cluster 'x' cannot be used: its certificate authority holds no certificate in PEM.")]
    [InlineData(
        "contexts:\n- {name: c, context: {cluster: x}}\n- {name: c, context: {cluster: y}}",
        ":3: The context 'c' cannot be used: another one in this file has the same name.")]
    [InlineData(
        "contexts: [{name: c, context: {cluster: x}}]\nclusters:\n- {name: x, cluster: {server: a}}\n- {name: x, cluster: {server: b}}",
        ":4: The cluster 'x' cannot be used: another one in this file has the same name.")]
    [InlineData(
        "contexts: [{name: c, context: {cluster: x}}]\nusers:\n- {name: u, user: {token: a}}\n- {name: u, user: {token: b}}",
        ":4: The user 'u' cannot be used: another one in this file has the same name.")]
    public void What_cannot_be_used_is_said_with_file_and_line(string content, string message)
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, content);
        var error = Assert.Throws<MeshException>(() => KubernetesConnections.For("c", file));
        Assert.Equal(MeshErrorId.KubeconfigInvalid, error.ErrorId);
        Assert.Equal(file + message, error.Message);
    }

    [Fact]
    public void An_authority_that_is_not_to_be_looked_at_is_refused_as_kubectl_does()
    {
        using var certificates = new TestCertificates();
        var file = Write(
            "config", $"https://one.example.com, insecure-skip-tls-verify: true, certificate-authority-data: {certificates.AuthorityData}");
        var error = Assert.Throws<MeshException>(() => KubernetesConnections.For("c", file));
        Assert.Equal(MeshErrorId.KubeconfigInvalid, error.ErrorId);
        Assert.EndsWith(
            "it has a certificate authority, and insecure-skip-tls-verify says not to look at it: leave one out.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_of_the_kubeconfig_is_used()
    {
        await using var proxy = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "through the proxy", "text/plain"));
        var file = Write("config", $"http://cluster.invalid, proxy-url: '{proxy.Address}'");
        Assert.Equal(
            "through the proxy", await KubernetesConnections.For("c", file).GetTextAsync("readyz", TestContext.Current.CancellationToken));
        Assert.Equal("cluster.invalid", proxy.Requests.Single().Header["Host"]);
    }

    [Fact]
    public async Task The_password_of_a_proxy_is_used_and_in_no_message()
    {
        await using var proxy =
            await ScriptedServer.StartAsync(ScriptedServer.Text(407, "", "text/plain", ("Proxy-Authenticate", "Basic realm=\"proxy\"")));
        var file = Write(
            "config", $"https://cluster.invalid, proxy-url: '{proxy.Address.Replace("//", "//eve:ge:heim@", StringComparison.Ordinal)}'");
        var error = await Assert.ThrowsAsync<MeshException>(
            () => KubernetesConnections.For("c", file).GetTextAsync("readyz", TestContext.Current.CancellationToken));
        Assert.Equal(MeshErrorId.ClusterUnreachable, error.ErrorId);
        Assert.Contains("407", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("heim", error.Message + error.InnerException, StringComparison.Ordinal);
        Assert.Equal("Basic " + Convert.ToBase64String("eve:ge:heim"u8), proxy.Requests.Last().Header["Proxy-Authorization"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string server, string contexts = "")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, $$"""
            clusters: [{name: c, cluster: {server: {{server}} } }]
            users: [{name: u, user: {token: x} }]
            contexts: [{name: c, context: {cluster: c, user: u} }{{contexts}}]
            """);
        return path;
    }

    private static class Kubeconfig
    {
        public static Clusters.Kubeconfig.KubeconfigDocument Read(params string[] files) =>
            Clusters.Kubeconfig.KubeconfigDocument.Read(new(files, MayBeMissing: true));
    }
}
