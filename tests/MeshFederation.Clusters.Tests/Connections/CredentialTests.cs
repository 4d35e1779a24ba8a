using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>Every way to say who we are reaches the server.</summary>
public sealed class CredentialTests : IDisposable
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
    public async Task An_OIDC_token_that_has_expired_is_renewed_at_the_issuers_token_end_point()
    {
        await using var issuer = await ScriptedServer.StartAsync(context => context.Request.Path.Value switch
        {
            "/realm/.well-known/openid-configuration" =>
                ScriptedServer.Json(200, $$"""{"token_endpoint":"http://{{context.Request.Host}}/realm/token"}""")(context),
            "/realm/token" => ScriptedServer.Json(200, """{"id_token":"new.token.x","expires_in":300}""")(context),
            _ => ScriptedServer.Text(404, "", "text/plain")(context),
        });
        var expired = "a." + Convert.ToBase64String("""{"exp":1700000000}"""u8) + ".c";
        var sent = await Sent($"{{auth-provider: {{name: oidc, config: {{id-token: {expired}, refresh-token: again, client-id: me, "
            + $"idp-issuer-url: '{issuer.Address}/realm'}}}}}}");
        Assert.Equal("Bearer new.token.x", sent.Header["Authorization"]);
        Assert.Contains("refresh_token=again", issuer.Requests.Last().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", idp-certificate-authority-data: eA==")]
    public async Task An_OIDC_token_that_still_holds_is_sent_though_its_issuer_is_away(string authority)
    {
        var token = "a." + Convert.ToBase64String("""{"exp":4102444800}"""u8).TrimEnd('=') + ".c";
        var sent = await Sent($"{{auth-provider: {{name: oidc, config: {{id-token: {token}, refresh-token: again, client-id: me, "
            + $"idp-issuer-url: 'http://127.0.0.1:9'{authority}}}}}}}");
        Assert.Equal("Bearer " + token, sent.Header["Authorization"]);
    }

    [Fact]
    public async Task An_OIDC_issuer_with_an_authority_of_its_own_is_said_with_what_to_do()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var user = "{auth-provider: {name: oidc, config: {id-token: a.b.c, refresh-token: again, client-id: me, idp-issuer-url: "
            + "'https://issuer.example.com', idp-certificate-authority: ca.crt}}}";
        var error = await Assert.ThrowsAsync<MeshException>(() => server.Api(user).GetTextAsync("readyz", Ct));
        Assert.Equal(MeshErrorId.CredentialInvalid, error.ErrorId);
        Assert.Contains(
            "idp-certificate-authority), with which MeshFederation cannot renew it: renew it with kubectl.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Empty(server.Requests);
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
