using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ServerNamesOther : Rule
{
    public override string Id => "MF2042";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "TLS connections are split by the server names that a route lists, and by no others.";

    public override string Recommendation =>
        "If the Service is dialled by another name, declare it: New-MeshServiceEntry -SniHost shop.example.com, or hosts and sniHosts of a "
        + "VirtualService of your own.";

    public override string Source => "pilot/pkg/networking/core/listener.go buildListenerFromEntry";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var split in TlsSplit.Of(cluster).Where(split => split.Missing(cluster).Count == 0))
            {
                var names = string.Join(", ", split.Names);
                var rest = TlsSplit.Becomes(cluster);
                var message = $"Connections to {split.Service.Reference} by another server name than {names} are {rest}.";
                report.At(split.VirtualService, split.First, "sniHosts", message, new Cause(cluster.Name, split.Service.Reference));
            }
        }
    }
}
