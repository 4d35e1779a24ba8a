using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What is not among the files is not judged, and that it is not is said.</summary>
internal sealed class DestinationNotAmongInput : Rule
{
    public override string Id => "MF9040";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "What calls go to is among the objects that are given.";

    public override string Recommendation =>
        "Give the Services of the namespace, too, or read the cluster with -Live: whether the host is there cannot be seen from here.";

    public override string Source => "pilot/pkg/networking/core/route/route.go GetDestinationCluster";

    /// <summary>What cannot be told.</summary>
    public static string Sentence(string cluster, string host) =>
        $"whether {cluster} has the host '{host}' is not known: no other Service of its namespace is given";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            if (destination.BrokenBy(Id).FirstOrDefault() is not { } leg) continue;
            var cause = new Cause((destination.Cluster.Name, "destination"), destination.Host);
            report.At(destination.VirtualService, destination.Content, "host", leg.Break.Sentence, cause);
        }

        foreach (var way in federation.BrokenWays.Where(way => way.Break!.Fault.Id == Id))
        {
            report.AtPath(way.Decider, way.Field, way.Break!.Sentence, new Cause((way.Server.Name, "gateway"), way.Description));
        }
    }
}
