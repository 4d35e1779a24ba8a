using MeshFederation.Istio.Identity;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class AuthorityOutlived : VersionRule
{
    public override string Id => "MF5014";

    public override string Title => "Certificates of workloads do not outlive the authority that gave them out.";

    public override string Recommendation =>
        "Exchange the authority before it ends, or all calls fail then at once: New-MeshIntermediateCertificate, "
        + "Publish-MeshIdentity -Rotate Intermediate. Istio 1.30.0, 1.29.6 and 1.28.10 end such certificates with their authority.";

    public override string Source => "security/pkg/pki/util/generate_cert.go genCertTemplateFromCSR";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var (cluster, lifetime, now) in Authorities.Known(federation))
        {
            if (cluster.Facts is not { Authority: [var own, ..] }) continue;
            var isOutlived = cluster.IsVersionAssumed
                ? AuthorityLife.MayBeOutlived(own, lifetime, now)
                : AuthorityLife.IsOutlived(own, lifetime, cluster.IstioVersion, now);
            if (!isOutlived) continue;
            yield return new(
                cluster,
                (report, message, cause) => report.OnMesh(cluster, message, cause),
                Authorities.WhyOutlived(cluster, own) + ".",
                $"the Istio of {cluster.Name} ends certificates with the authority {own.Subject}, which ends before them,");
        }
    }
}
