using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class FailoverByWeight : Rule
{
    public override string Id => "MF3018";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "A destination that shall take over when others fail is not one of weight 0.";

    public override string Recommendation =>
        "Put both clusters' endpoints into one ServiceEntry host, with localityLbSetting.failover and outlierDetection; destinations of a "
        + "VirtualService never take over for each other.";

    public override string Source => "pilot/pkg/networking/core/route/route.go: each destination is an Envoy cluster of its own";

    protected override void Examine(FederationView federation, Report report)
    {
        HashSet<(string, string)>? remote = null;
        foreach (var destination in federation.Destinations.All)
        {
            if (destination.Holder.Number("weight") is not 0) continue;
            remote ??= [.. federation.Ways.Select(way => (way.Client.Name, way.Service.Host))];
            if (!remote.Contains((destination.Cluster.Name, destination.Host))) continue;
            report.At(
                destination.VirtualService,
                destination.Holder,
                "weight",
                $"'{destination.Host}' gets nothing, not even when the other destinations fail.",
                new Cause((destination.VirtualService, destination.Host)));
        }
    }
}
