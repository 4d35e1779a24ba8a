using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class AuthorityEnds : Rule
{
    public override string Id => "MF5013";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A cluster's authority lasts twice as long as the certificates of workloads.";

    public override string Recommendation =>
        "Exchange it now: New-MeshIntermediateCertificate, Publish-MeshIdentity -Rotate Intermediate.";

    public override string Source => "security/pkg/nodeagent/cache/secretcache.go; pilot/cmd/pilot-agent/options SECRET_TTL";

    protected override void Examine(FederationView federation, Report report) => Authorities.Examine<AuthorityEnds>(federation, report);
}
