using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>Every way to say who we are reaches the server.</summary>
public sealed partial class CredentialTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesh-credentials-");

    [Theory]
    [InlineData("{}", null)]
    [InlineData("{token: secret}", "Bearer secret")]
    [InlineData("{username: eve, password: 'a:b'}", "Basic ZXZlOmE6Yg==")]
    [InlineData("{auth-provider: {name: oidc, config: {id-token: a.b.c}}}", "Bearer a.b.c")]
    public async Task What_stands_in_the_kubeconfig_is_sent(string user, string? authorization)
    {
        Assert.Equal(authorization, (await Sent(user)).Header.GetValueOrDefault("Authorization"));
    }

    [Fact]
    public async Task A_token_file_goes_before_a_token_and_starts_where_the_kubeconfig_lies()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(server.Kubeconfig())!, "token"), "from-file\n", Ct);
        await server.Api("{token: secret, tokenFile: token}").GetTextAsync("readyz", Ct);
        Assert.Equal("Bearer from-file", server.Requests.Single().Header["Authorization"]);
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_named()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Assert.ThrowsAsync<MeshException>(() => server.Api("{tokenFile: /nowhere/token}").GetTextAsync("readyz", Ct));
        Assert.Equal(MeshErrorId.CredentialInvalid, error.ErrorId);
        Assert.Contains("/nowhere/token", error.Message, StringComparison.Ordinal);
        Assert.Contains("config:2: The user 'u'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_certificate_is_shown_to_the_server(bool inFiles)
    {
        using var authority = new TestCertificates();
        using var certificate = authority.Sign("server");
        using var client = authority.Sign("eve");
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        var user = inFiles
            ? $"{{client-certificate: '{FileOf("tls.crt", client.ExportCertificatePem())}', client-key: "
                + $"'{FileOf("tls.key", TestCertificates.KeyPem(client))}'}}"
            : $"{{client-certificate-data: {TestCertificates.Base64(client.ExportCertificatePem())}, client-key-data: "
                + $"{TestCertificates.Base64(TestCertificates.KeyPem(client))}}}";
        await server.Api(user, ", certificate-authority-data: " + authority.AuthorityData).GetTextAsync("readyz", Ct);
        Assert.Equal("CN=eve", server.Requests.Single().ClientCertificate);
    }

    [Fact]
    public async Task Letters_that_are_not_English_are_sent_as_kubectl_sends_them()
    {
        var sent = await Sent("{token: secret, as: Jürgen Groß, as-groups: [Ärzte]}");
        Assert.Equal(("Jürgen Groß", "Ärzte"), (sent.Header["Impersonate-User"], sent.Header["Impersonate-Group"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("one\ntwo")]
    public async Task A_token_file_without_a_token_is_said(string content)
    {
        var user = $"{{tokenFile: '{FileOf("token", content)}'}}";
        Assert.Equal(MeshErrorId.CredentialInvalid, (await Assert.ThrowsAsync<MeshException>(() => Sent(user))).ErrorId);
    }

    [Theory]
    [InlineData("' '")]
    [InlineData("'a b'")]
    [InlineData("' kubernetes'")]
    [InlineData("\"a\\nb\"")]
    [InlineData("'a/b'")]
    [InlineData("'*.example.com'")]
    public async Task A_server_name_that_is_none_is_refused(string name)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = Assert.Throws<MeshException>(() => server.Api("{token: x}", ", tls-server-name: " + name));
        Assert.Equal(MeshErrorId.KubeconfigInvalid, error.ErrorId);
        Assert.EndsWith("its tls-server-name is neither a DNS name nor an IP address.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_TLS_no_credentials_leave_this_machine()
    {
        var file = FileOf("config", "clusters: [{name: c, cluster: {server: 'http://192.0.2.1'}}]\nusers: [{name: u, user: {token: x}}]\n"
            + "contexts: [{name: c, context: {cluster: c, user: u}}]\n");
        var context = MeshFederation.Clusters.Kubeconfig.KubeconfigDocument.Read(
            MeshFederation.Clusters.Kubeconfig.KubeconfigFiles.Find(file)).Context("c");
        using var message = new HttpRequestMessage();
        await MeshFederation.Clusters.Connections.ConnectionFactory.Connect(context).PrepareAsync(message, Ct);
        Assert.Null(message.Headers.Authorization);
    }

    [Fact]
    public async Task Acting_as_another_is_told_the_server()
    {
        var sent = await Sent("{token: secret, as: alice, as-groups: [admins], as-user-extra: {reason: [incident]}}");
        Assert.Equal(
            ("alice", "admins", "incident"),
            (sent.Header["Impersonate-User"], sent.Header["Impersonate-Group"], sent.Header["Impersonate-Extra-reason"]));
    }

    [Theory]
    [InlineData("{client-certificate-data: aGVsbG8=}", "it has a client certificate but no key")]
    [InlineData("{client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=}", "its client certificate and key cannot be read")]
    [InlineData("{client-certificate-data: '%%', client-key-data: aGVsbG8=}", "client-certificate-data is not base64")]
    [InlineData("{token: 12345}", "token is not a text: put it in quotes")]
    [InlineData(
        "{auth-provider: {name: azure}}", "kubectl gave up its auth-provider 'azure' in 1.26: convert the kubeconfig with kubelogin")]
    [InlineData("{exec: {command: aws}}", "its exec plugin has no apiVersion")]
    [InlineData(
        "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}}",
        "its exec plugin wants a terminal of its own")]
    [InlineData("{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1}}", "its exec plugin has no interactiveMode")]
    [InlineData(
        "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1, interactiveMode: never}}",
        "the interactiveMode 'never' of its exec plugin is none of Never")]
    [InlineData(
        "{exec: {command: aws, apiVersion: client.authentication.k8s.io/v1alpha1}}",
        "the apiVersion 'client.authentication.k8s.io/v1alpha1' of its exec plugin is neither")]
    [InlineData("{exec: {command: a}, auth-provider: {name: oidc}}", "it has an exec plugin as well as an auth-provider")]
    [InlineData("{token: x, username: eve}", "it has a token as well as a name or password")]
    [InlineData("{token: x, password: eve}", "it has a token as well as a name or password")]
    [InlineData("{token: \"12345\\r\\nX: y\"}", "token has characters that no header can have")]
    [InlineData("{token: \"12345\\n\"}", "token has characters that no header can have")]
    [InlineData("{token: \"12345\\0\"}", "token has characters that no header can have")]
    [InlineData("{auth-provider: {name: oidc, config: {id-token: \"12345\\n\"}}}", "id-token has characters that no header can have")]
    [InlineData("{token: x, as: \"12345\\nImpersonate-Group: system:masters\"}", "as has characters that no header can have")]
    [InlineData("{token: x, as: a, as-uid: \"12345\\r\"}", "as-uid has characters that no header can have")]
    [InlineData("{token: x, as: a, as-groups: [\"12345\\n\"]}", "as-groups has characters that no header can have")]
    [InlineData("{token: x, as: a, as-user-extra: {k: [\"12345\\n\"]}}", "as-user-extra k has characters that no header can have")]
    [InlineData("{token: x, as: a, as-user-extra: {k: text}}", "k is not a list")]
    [InlineData("{token: x, as-groups: [system:masters]}", "it has as-uid, as-groups or as-user-extra, and no 'as'")]
    [InlineData("{token: x, as-uid: '1'}", "it has as-uid, as-groups or as-user-extra, and no 'as'")]
    [InlineData("{token: x, as-user-extra: {k: [v]}}", "it has as-uid, as-groups or as-user-extra, and no 'as'")]
    [InlineData(
        "{client-certificate: a.crt, client-certificate-data: aGVsbG8=, client-key-data: aGVsbG8=}",
        "it has client-certificate as well as client-certificate-data")]
    [InlineData(
        "{client-certificate-data: aGVsbG8=, client-key: a.key, client-key-data: aGVsbG8=}",
        "it has client-key as well as client-key-data")]
    [InlineData("{token: x, as: alice, as-groups: [admins, ops]}", "it acts with several values of Impersonate-Group")]
    public async Task What_cannot_be_used_is_said_with_file_and_line(string user, string cause)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = Assert.Throws<MeshException>(() => server.Api(user));
        Assert.Equal(MeshErrorId.KubeconfigInvalid, error.ErrorId);
        Assert.Contains("config:2: The user 'u' cannot be used: " + cause, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12345", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<ScriptedRequest> Sent(string user)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        await server.Api(user).GetTextAsync("readyz", Ct);
        return server.Requests.Single();
    }

    private string FileOf(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
