using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class CredentialUnknown : AbsenceRule
{
    public override string Id => "MF2025";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The Secret that a Gateway names is in the namespace of the gateway's pods.";

    public override string Recommendation => "Create the Secret there, of type kubernetes.io/tls, or correct credentialName.";

    public override string Source => "pkg/config/analysis/analyzers/gateway/secret.go (IST0101)";

    /// <summary>One of the name in another namespace is taken to be the one that is meant.</summary>
    public override IEnumerable<Absence> Find(FederationView federation) =>
        from credential in GatewayCredential.Of(federation)
        where credential.Secret is null
        let cluster = federation.Mesh[credential.Gateway.Cluster]!
        let isElsewhere = federation.In(cluster.Name).Of(IstioKind.Secret).Any(secret => secret.Name == credential.Name)
        select new Absence(
            cluster.Name,
            (report, message, cause) => report.At(credential.Gateway, credential.Tls, "credentialName", message, cause),
            $"There is no Secret '{credential.Name}' in the namespace {credential.Namespace}.",
            $"there is a Secret '{credential.Name}' in the namespace {credential.Namespace}",
            isElsewhere || cluster.Completeness.IsWhole(ReadKind.Secret, credential.Namespace))
        {
            Cause = new((credential.Namespace, credential.Name)),
        };
}
