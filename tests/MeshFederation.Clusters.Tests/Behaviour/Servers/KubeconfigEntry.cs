using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>
/// What a kubeconfig of the tests says of a context. It is read here anew, so that the behaviours rest on none of the code that they test.
/// </summary>
/// <param name="Address">Where the server listens.</param>
/// <param name="Authority">Who signed its certificate; null when that is not to be checked.</param>
/// <param name="Token">The user's token.</param>
internal sealed record KubeconfigEntry(Uri Address, X509Certificate2? Authority, string Token)
{
    public static KubeconfigEntry Read(string path, string context)
    {
        var root = YamlText.Parse(File.ReadAllText(path))!;
        var names = Find("contexts", "context", context);
        var cluster = Find("clusters", "cluster", (string)names["cluster"]!);
        var authority = (string?)cluster["certificate-authority-data"];
        return new(
            new((string)cluster["server"]!),
            authority is null ? null : X509Certificate2.CreateFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(authority))),
            (string)Find("users", "user", (string)names["user"]!)["token"]!);

        JsonNode Find(string list, string entry, string name) =>
            root[list]!.AsArray().Single(item => (string?)item!["name"] == name)![entry]!;
    }

    public HttpClient MakeClient()
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback =
            (_, certificate, _, _) => certificate is X509Certificate2 shown && Trusts(shown);
        return new(handler) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    private bool Trusts(X509Certificate2 certificate)
    {
        if (Authority is null) return true;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        return chain.Build(certificate);
    }
}
