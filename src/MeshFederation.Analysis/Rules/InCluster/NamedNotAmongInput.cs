using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What rules about what is not there cannot tell is said, once for each of them and cluster.</summary>
internal sealed class NamedNotAmongInput : Rule
{
    public override string Id => "MF9041";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "What objects name is among the objects that are given.";

    public override string Recommendation =>
        "Give all objects of the kind and namespace, or read the cluster with -Live: whether it is there cannot be seen from here.";

    public override string Source => "pkg/config/analysis/analyzers, which take files for all that there is";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var rule in RuleCatalog.All.OfType<AbsenceRule>())
        {
            foreach (var absence in federation.Absences(rule).Where(absence => !absence.IsKnown))
                absence.Tell(report, $"Whether {absence.Question} is not known.", new Cause((absence.Cluster, rule.Id)));
        }
    }
}
