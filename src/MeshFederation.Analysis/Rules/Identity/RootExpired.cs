namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class RootExpired : Rule
{
    public override string Id => "MF5008";

    public override string Title => "Root certificates have not expired.";

    public override string Recommendation => "Make a new root and exchange it in every cluster, with both roots trusted meanwhile.";

    public override string Source => "RFC 5280, 4.1.2.5";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (cluster, root) in RootCertificates.Of(federation))
        {
            var found = RootCertificates.Judge(cluster, root, federation.NowIn(cluster.Name));
            if (found is (RootExpired, var why)) report.OnMesh(cluster, why + ".");
        }
    }
}
