using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// What a credential plugin answers, fetched when it is first needed and again when it has ended or is no longer accepted.
/// </summary>
internal sealed class PluginCredentials : ClientCredentials
{
    private static readonly HttpRequestOptionsKey<PluginCredential> Used = new("MeshFederation.PluginCredential");

    private readonly CredentialPlugin _plugin;

    public PluginCredentials(CredentialPlugin plugin) => _plugin = plugin;

    public override X509Certificate2? Certificate => _plugin.Last?.Certificate;

    public override async Task AuthorizeAsync(HttpRequestMessage message, CancellationToken ct)
    {
        var answer = await _plugin.GetAsync(ct).ConfigureAwait(false);
        message.Options.Set(Used, answer);
        if (!string.IsNullOrEmpty(answer.Token)) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", answer.Token);
    }

    public override bool Renew(HttpRequestMessage refused)
    {
        if (!refused.Options.TryGetValue(Used, out var answer)) return false;
        _plugin.Forget(answer);
        return true;
    }
}
