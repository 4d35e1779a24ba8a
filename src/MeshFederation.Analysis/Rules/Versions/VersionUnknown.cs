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
        foreach (var rule in RuleCatalog.All.OfType<VersionRule>())
        {
            foreach (var fault in rule.Find(federation).Where(fault => fault.Cluster.IsVersionAssumed))
            {
                var cluster = fault.Cluster.Name;
                fault.Tell(report, Sentence(cluster, fault.Question), new Cause((cluster, rule.Id)));
            }
        }
    }
}
