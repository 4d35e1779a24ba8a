using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>Which servers are trusted, and what is said of the others.</summary>
public sealed class TrustTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly TestCertificates _ours = new("ours");

    [Fact]
    public async Task A_server_of_the_authority_is_trusted()
    {
        using var certificate = _ours.Sign("server");
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        Assert.Equal("ok", await server.Api(cluster: Trust(_ours)).GetTextAsync("readyz", Ct));
    }

    [Fact]
    public async Task A_server_of_another_authority_is_not()
    {
        using var theirs = new TestCertificates("theirs");
        using var certificate = theirs.Sign("server");
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Refused(server, Trust(_ours));
        Assert.Contains(
            "the server's certificate is signed by 'CN=theirs', which the certificate authority of the context does not trust",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains("which this machine does not trust", (await Refused(server, "")).Message, StringComparison.Ordinal);
        Assert.Equal("ok", await server.Api(cluster: ", insecure-skip-tls-verify: true").GetTextAsync("readyz", Ct));
    }

    [Fact]
    public async Task A_server_with_another_name_is_not_trusted_though_the_authority_signed_it()
    {
        using var certificate = _ours.Sign("server", ["kubernetes", "kubernetes.default.svc"]);
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Refused(server, Trust(_ours));
        Assert.Contains(
            "the server's certificate is for kubernetes, kubernetes.default.svc, not for 127.0.0.1; if it is the right server, set "
            + "tls-server-name",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "ok", await server.Api(cluster: Trust(_ours) + ", tls-server-name: kubernetes.default.svc").GetTextAsync("readyz", Ct));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_is_said_with_its_dates()
    {
        using var certificate = _ours.Sign("server", until: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        Assert.Contains("'CN=server' is valid from", (await Refused(server, Trust(_ours))).Message, StringComparison.Ordinal);
        Assert.Contains("to 2026-01-02 03:04:05Z only", (await Refused(server, Trust(_ours))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _ours.Dispose();

    private static string Trust(TestCertificates authority) => ", certificate-authority-data: " + authority.AuthorityData;

    private static async Task<MeshException> Refused(ScriptedServer server, string cluster)
    {
        var error = await Assert.ThrowsAsync<MeshException>(() => server.Api(cluster: cluster).GetTextAsync("readyz", Ct));
        Assert.Equal(MeshErrorId.TlsFailed, error.ErrorId);
        return error;
    }
}
