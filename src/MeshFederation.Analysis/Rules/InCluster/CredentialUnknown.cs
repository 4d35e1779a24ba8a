using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class CredentialUnknown : Rule
{
    public override string Id => "MF2025";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The Secret that a Gateway names is in the namespace of the gateway's pods.";

    public override string Recommendation => "Create the Secret there, of type kubernetes.io/tls, or correct credentialName.";

    public override string Source => "pkg/config/analysis/analyzers/gateway/secret.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var credential in GatewayCredential.Of(federation))
        {
            if (credential.Secret is null)
            {
                report.At(
                    credential.Gateway,
                    credential.Tls,
                    "credentialName",
                    $"There is no Secret '{credential.Name}' in the namespace {credential.Namespace}.",
                    new Cause((credential.Namespace, credential.Name)));
            }
        }
    }
}
