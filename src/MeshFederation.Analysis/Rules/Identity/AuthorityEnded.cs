namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class AuthorityEnded : Rule
{
    public override string Id => "MF5012";

    public override string Title => "The certificates of a cluster's authority have not expired.";

    public override string Recommendation =>
        "Make a new one below the same root, and exchange it: New-MeshIntermediateCertificate, Publish-MeshIdentity -Rotate Intermediate.";

    public override string Source => "RFC 5280, 4.1.2.5";

    protected override void Examine(FederationView federation, Report report) =>
        Authorities.Examine<AuthorityEnded>(federation, report);
}
