namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class AuthorityOutlived : Rule
{
    public override string Id => "MF5014";

    public override string Title => "Certificates of workloads do not outlive the authority that gave them out.";

    public override string Recommendation =>
        "Exchange the authority before it ends, or all calls fail then at once: New-MeshIntermediateCertificate, "
        + "Publish-MeshIdentity -Rotate Intermediate. Istio 1.30.0, 1.29.6 and 1.28.10 end such certificates with their authority.";

    public override string Source => "security/pkg/pki/util/generate_cert.go genCertTemplateFromCSR";

    protected override void Examine(FederationView federation, Report report) =>
        Authorities.Examine<AuthorityOutlived>(federation, report);
}
