using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <content>Tokens of OIDC are renewed at their issuer, as kubectl does it.</content>
public sealed partial class CredentialTests
{
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_OIDC_issuer_with_an_authority_of_its_own_is_trusted_by_it_alone(bool inFile)
    {
        using var ours = new TestCertificates("ours");
        using var theirs = new TestCertificates("theirs");
        using var certificate = ours.Sign("issuer");
        await using var issuer = await ScriptedServer.StartAsync(certificate, Issue("new.token.x", "next"));
        string Of(TestCertificates authority) => Oidc(issuer, inFile
            ? $"idp-certificate-authority: '{FileOf("ca.crt", authority.AuthorityPem)}'"
            : "idp-certificate-authority-data: " + authority.AuthorityData);
        Assert.Equal("Bearer new.token.x", (await Sent(Of(ours))).Header["Authorization"]);
        var count = issuer.Requests.Count;
        var error = await Assert.ThrowsAsync<MeshException>(() => Sent(Of(theirs)));
        Assert.Equal(MeshErrorId.CredentialInvalid, error.ErrorId);
        Assert.Contains("which its idp-certificate-authority does not trust", error.Message, StringComparison.Ordinal);
        Assert.Equal(count, issuer.Requests.Count);
    }

    [Fact]
    public async Task A_refresh_token_that_the_issuer_replaces_is_the_one_that_is_used_next()
    {
        await using var issuer = await ScriptedServer.StartAsync(Issue("new.token.x", "next"));
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var api = server.Api(Oidc(issuer, "client-secret: geheim"));
        await api.GetTextAsync("readyz", Ct);
        await api.GetTextAsync("readyz", Ct);
        Assert.Equal(
            [
                "grant_type=refresh_token&client_id=me&client_secret=geheim&refresh_token=again",
                "grant_type=refresh_token&client_id=me&client_secret=geheim&refresh_token=next",
            ],
            issuer.Requests.Select(request => request.Body).Where(body => body.Length > 0));
    }

    /// <summary>As on a machine whose clock is behind; one that was just made is refused for another reason.</summary>
    [Fact]
    public async Task An_OIDC_token_that_the_server_does_not_take_is_renewed_once_though_it_holds_by_our_clock()
    {
        var token = "a." + Convert.ToBase64String("""{"exp":4102444800}"""u8).TrimEnd('=') + ".c";
        await using var issuer = await ScriptedServer.StartAsync(Issue(token.Replace(".c", ".d", StringComparison.Ordinal), "next"));
        var refused = ScriptedServer.Status(401, "Unauthorized", "Unauthorized");
        await using var server =
            await ScriptedServer.StartAsync(refused, ScriptedServer.Text(200, "ok", "text/plain"), refused, refused, refused);
        var api = server.Api("{auth-provider: {name: oidc, config: {id-token: " + token
            + $", refresh-token: again, client-id: me, idp-issuer-url: '{issuer.Address}'}}}}}}");
        await api.GetTextAsync("readyz", Ct);
        Assert.Equal(["c", "d"], server.Requests.Select(request => request.Header["Authorization"].Split('.')[^1]));
        Assert.Equal(MeshErrorId.Unauthorized, (await Assert.ThrowsAsync<ApiException>(() => api.GetTextAsync("readyz", Ct))).ErrorId);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(
            ["again"],
            issuer.Requests.Select(request => request.Body).Where(body => body.Length > 0)
                .Select(body => body.Split("refresh_token=")[^1]));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"signed out"}""", "it answers 400 invalid_grant signed out")]
    [InlineData(200, """{"access_token":"geheim"}""", "its answer has no id_token; the scope openid may be missing")]
    [InlineData(200, "<html>", "what it answers is not JSON")]
    [InlineData(200, """{"id_token":"ge\nheim"}""", "New-line")]
    public async Task What_an_OIDC_issuer_does_not_give_is_said_without_a_secret(int status, string answer, string cause)
    {
        await using var issuer = await ScriptedServer.StartAsync(context => context.Request.Path.Value == "/token"
            ? ScriptedServer.Json(status, answer)(context)
            : ScriptedServer.Json(200, $$"""{"token_endpoint":"http://{{context.Request.Host}}/token"}""")(context));
        var error = await Assert.ThrowsAsync<MeshException>(() => Sent(Oidc(issuer, "client-secret: geheim")));
        Assert.Equal(MeshErrorId.CredentialInvalid, error.ErrorId);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("heim", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://issuer.example/token")]
    [InlineData("ftp://127.0.0.1/token")]
    public async Task A_refresh_token_is_not_sent_where_others_could_read_it(string endpoint)
    {
        await using var issuer =
            await ScriptedServer.StartAsync(ScriptedServer.Json(200, $$"""{"token_endpoint":"{{endpoint}}"}"""));
        var error = await Assert.ThrowsAsync<MeshException>(() => Sent(Oidc(issuer, "client-secret: geheim")));
        Assert.Equal(MeshErrorId.CredentialInvalid, error.ErrorId);
        Assert.Contains("its token_endpoint is no https address", error.Message, StringComparison.Ordinal);
        var open = await Assert.ThrowsAsync<MeshException>(() => Sent("{auth-provider: {name: oidc, config: {id-token: a.b.c, "
            + "refresh-token: again, client-id: me, idp-issuer-url: 'http://issuer.example'}}}"));
        Assert.Contains("its address is no https address", open.Message, StringComparison.Ordinal);
    }

    /// <summary>A user whose id-token has expired.</summary>
    private static string Oidc(ScriptedServer issuer, string more) =>
        "{auth-provider: {name: oidc, config: {id-token: a.b.c, refresh-token: again, client-id: me, "
        + $"idp-issuer-url: '{issuer.Address}', {more}}}}}}}";

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Issue(string token, string refresh) =>
        context => context.Request.Path.Value == "/token"
            ? ScriptedServer.Json(200, $$"""{"id_token":"{{token}}","refresh_token":"{{refresh}}"}""")(context)
            : ScriptedServer.Json(200, $$"""{"token_endpoint":"{{context.Request.Scheme}}://{{context.Request.Host}}/token"}""")(context);
}
