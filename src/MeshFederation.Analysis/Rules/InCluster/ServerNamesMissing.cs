using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ServerNamesMissing : Rule
{
    public override string Id => "MF2041";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "TLS routes for a Service list every name by which pods dial it.";

    public override string Recommendation =>
        "Add the names to sniHosts, and to the hosts of the VirtualService, which must cover them: reviews, reviews.default, "
        + "reviews.default.svc.";

    public override string Source => "pilot/pkg/networking/core/listener.go buildListenerFromEntry";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var split in TlsSplit.Of(cluster))
            {
                var missing = split.Missing(cluster);
                if (missing.Count > 0)
                {
                    report.At(
                        split.VirtualService,
                        split.First,
                        "sniHosts",
                        $"Calls by {string.Join(" or ", missing)} are not split: they are {TlsSplit.Becomes(cluster)}.");
                }
            }
        }
    }
}
