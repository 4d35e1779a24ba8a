using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;
using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Reads who we are from a kubeconfig. As in client-go (tools/clientcmd/client_config.go, rest/transport.go): a token file goes before a
/// token, either before name and password, and these before a plugin; a client certificate goes with any of them.
/// </summary>
internal static class CredentialReader
{
    public static ClientCredentials Read(KubeconfigEntry? user, KubeconfigEntry cluster)
    {
        if (user is null) return new FixedCredentials(null, null, null);
        Require(user);
        var certificate = CertificateOf(user);
        var fixedOne = Token(user) ?? Password(user) ?? AuthProvider.Read(user);
        return fixedOne is null && certificate is null && user.Entry("exec") is { } exec
            ? new PluginCredentials(CredentialPlugins.Of(PluginSettings.Read(exec, cluster)))
            : new FixedCredentials(user, fixedOne, certificate);
    }

    /// <summary>What nobody can tell the meaning of (client-go tools/clientcmd/validation.go, validateAuthInfo).</summary>
    private static void Require(KubeconfigEntry user)
    {
        if (user.Text("token") is not null && (user.Text("username") ?? user.Text("password")) is not null)
            throw user.Invalid("it has a token as well as a name or password: leave one out");
        if (user.Entry("exec") is not null && user.Entry(KubeconfigFields.AuthProvider) is not null)
            throw user.Invalid("it has an exec plugin as well as an auth-provider: leave one out");
    }

    private static TokenCredentials? Token(KubeconfigEntry user)
    {
        if (user.FullPath("tokenFile") is { } file) return new(new TokenFileAuth(file));
        return user.Text("token") is { } token ? new(HeaderText.Require(user, "token", token)) : null;
    }

    private static BasicAuthenticationCredentials? Password(KubeconfigEntry user) =>
        user.Text("username") is { } name ? new() { UserName = name, Password = user.Text("password") ?? "" } : null;

    private static X509Certificate2? CertificateOf(KubeconfigEntry user)
    {
        var (certificate, key) = (PemField.Read(user, KubeconfigFields.Certificate), PemField.Read(user, KubeconfigFields.Key));
        if (certificate is null && key is null) return null;
        if (certificate is null || key is null)
            throw user.Invalid($"it has a client {(key is null ? "certificate but no key" : "key but no certificate")}");
        try
        {
            return ClientCertificate.Of(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw user.Invalid("its client certificate and key cannot be read: " + exception.Message.TrimEnd('.'), exception);
        }
    }
}
