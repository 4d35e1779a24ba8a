using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class RootExpires : Rule
{
    /// <summary>How many days before its end a root is spoken of.</summary>
    public const int Days = 60;

    public override string Id => "MF5009";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Root certificates do not expire within 60 days.";

    public override string Recommendation => "Make a new root now, and exchange it in every cluster, with both roots trusted meanwhile.";

    public override string Source => "RFC 5280, 4.1.2.5";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (cluster, root) in RootCertificates.Of(federation))
        {
            var found = RootCertificates.Judge(cluster, root, federation.NowIn(cluster.Name));
            if (found is (RootExpires, var why)) report.OnMesh(cluster, why + ".");
        }
    }
}
