using k8s.Authentication;
using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>The old <c>auth-provider</c> of a kubeconfig: OIDC still works, the clouds' own are gone from kubectl, too.</summary>
internal static class AuthProvider
{
    public static ServiceClientCredentials? Read(KubeconfigEntry user)
    {
        if (user.Entry(KubeconfigFields.AuthProvider) is not { } provider) return null;
        return provider.Text("name") switch
        {
            "oidc" => Oidc(provider),
            "azure" => throw provider.Invalid(
                "kubectl gave up its auth-provider 'azure' in 1.26: convert the kubeconfig with kubelogin convert-kubeconfig"),
            "gcp" => throw provider.Invalid("kubectl gave up its auth-provider 'gcp' in 1.26: fetch the kubeconfig anew with gcloud "
                + "container clusters get-credentials, which uses gke-gcloud-auth-plugin"),
            var name => throw provider.Invalid($"the auth-provider '{name}' is not known"),
        };
    }

    private static TokenCredentials Oidc(KubeconfigEntry provider)
    {
        var config = provider.Entry("config") ?? throw provider.Invalid("its auth-provider has no config");
        var token = config.Text("id-token") ?? throw provider.Invalid("its auth-provider has no id-token: sign in first");
        if (config.Text("refresh-token") is not { } refresh
            || config.Text("idp-issuer-url") is not { } issuer
            || config.Text("client-id") is not { } client)
        {
            return new(HeaderText.Require(provider, "id-token", token));
        }
        return new OidcCredentials(new(token, new(
            issuer,
            client,
            config.Text("client-secret"),
            refresh,
            () => PemField.Authority(config, "idp-certificate-authority", "idp-certificate-authority")), TimeProvider.System));
    }
}
