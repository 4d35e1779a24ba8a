using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules.Mesh;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Versions;

/// <summary>What rules about some versions of Istio cannot tell is said, once for each of them and cluster.</summary>
internal sealed class VersionUnknown : Rule
{
    public override string Id => "MF4013";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "It is known which Istio a cluster has, where that decides whether its objects are right.";

    public override string Recommendation =>
        "Say the version of the cluster with New-MeshCluster -IstioVersion, give istiod's Deployment too, or read the cluster with "
        + "Get-MeshCluster.";

    public override string Source => "istio releasenotes: what each version takes, refuses and leaves undone";

    /// <summary>What is not known, in one sentence.</summary>
    public static string Sentence(string cluster, string question) =>
        $"Whether {question} is not known: nothing says which Istio {cluster} has.";

    protected override void Examine(FederationView federation, Report report)
    {
        if (!federation.Views.Any(view => view.Cluster.IsVersionAssumed)) return;
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in RuleCatalog.All.OfType<VersionRule>())
        {
            foreach (var fault in rule.Find(federation).Where(fault => fault.IsDoubted))
            {
                var (cluster, sentence) = (fault.Cluster.Name, Sentence(fault.Cluster.Name, fault.Question!));
                said.Add(sentence);
                fault.Tell(report, sentence, new Cause((cluster, rule.Id)));
            }
        }

        Calls(federation, report);
        Seen(federation, report);
        Orders(federation, report);
        foreach (var way in federation.BrokenWays)
        {
            if (way.Break is not { } found || found.Fault.Id != Id || said.Contains(found.Sentence)) continue;
            if (found.Unversioned is not null)
            {
                report.On(way.Decider, found.Sentence, OfCalls(found.Unversioned, way.Description));
                continue;
            }

            var cause = new Cause((way.Server.Name, way.Chain.Otherwise is null, way.Chain.IsPassedOn), way.Description);
            report.On(ChainVersions.Decider(way.Chain) ?? way.Decider, found.Sentence, cause);
        }
    }

    private void Calls(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            foreach (var leg in destination.BrokenBy(Id).Take(1))
            {
                var cause = OfCalls(leg.Break.Unversioned, destination.Host);
                report.At(destination.VirtualService, destination.Content, "host", leg.Break.Sentence, cause);
            }
        }

        foreach (var leg in federation.BrokenHosts.Where(leg => leg.Break.Fault.Id == Id))
        {
            var cause = OfCalls(leg.Break.Unversioned, leg.Host);
            if ((leg.Answer.Rule?.First ?? leg.Answer.Service?.Manifest) is { } decider) report.On(decider, leg.Break.Sentence, cause);
            else report.OnMesh(leg.Cluster.Facts, leg.Break.Sentence, cause);
        }
    }

    /// <summary>
    /// Calls that another version alone leads elsewhere, or lets in, are among none that were followed: the objects that do it are said.
    /// </summary>
    private static void Seen(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters.Where(static cluster => cluster.OtherVersions.Count > 0))
        {
            var view = federation.In(cluster.Name);
            var said = NeededNamespaces.Doubted(federation, view);
            said.IntersectWith(NeededNamespaces.Of(federation, view).Where(static needed => needed.IsWatched is false)
                .Select(static needed => needed.Name));
            foreach (var (item, question) in SeenDoubts.Of(cluster).Where(found => !said.Contains(found.Object.Namespace)))
                report.On(item, Sentence(cluster.Name, question), OfCalls(cluster.Name, item.ToString()));
        }
    }

    private static void Orders(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var (decider, host, other) in OrderDoubts.Of(cluster))
            {
                var question = $"endpoints of '{host}' are called from {cluster.Name} in the order of Istio {cluster.Facts.IstioVersion}, "
                    + $"and not in that of {other.Facts.IstioVersion},";
                report.On(decider, Sentence(cluster.Name, question), new Cause((cluster.Name, "order"), host));
            }
        }
    }

    /// <summary>Whatever calls the version of their cluster decides about, to say it mends all of them.</summary>
    private static Cause OfCalls(string? cluster, string called) => new((cluster, "calls"), called);
}
