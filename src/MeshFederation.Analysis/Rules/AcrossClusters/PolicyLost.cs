using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class PolicyLost : Rule
{
    private static readonly string[] Parts = ["connectionPool", "loadBalancer", "outlierDetection"];

    public override string Id => "MF3017";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "What the traffic policy of a host says is repeated where a policy for a port replaces it.";

    public override string Recommendation =>
        "Repeat connectionPool, loadBalancer and outlierDetection in the portLevelSettings of the subset or port: these inherit nothing.";

    public override string Source => "pilot/pkg/networking/util/util.go MergeSubsetTrafficPolicy";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var rule in federation.Of(IstioKind.DestinationRule))
        {
            Check(rule, rule.Spec, report);
            foreach (var subset in rule.Spec.Maps("subsets")) Check(rule, subset, report);
        }
    }

    private static void Check(MeshManifest rule, UnstructuredMap owner, Report report)
    {
        if (owner.Map("trafficPolicy") is not { } policy) return;
        foreach (var port in policy.Maps("portLevelSettings"))
        {
            var lost = Lost(rule.Spec.Map("trafficPolicy"), policy, port);
            if (lost.Length == 0) continue;
            report.At(
                rule,
                port,
                $"For this port the {string.Join(", ", lost)} of the host {(lost.Length == 1 ? "does" : "do")} not hold.",
                new Cause((rule, string.Join(',', lost))));
        }
    }

    private static string[] Lost(UnstructuredMap? ofHost, UnstructuredMap policy, UnstructuredMap port) =>
        Array.FindAll(Parts, part => !port.Has(part) && (policy.Has(part) || ofHost?.Has(part) is true));
}
