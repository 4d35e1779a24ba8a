using MeshFederation.Istio.Names;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class RuleHostUnknown : Rule
{
    public override string Id => "MF2014";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The host of a DestinationRule is one that the cluster knows.";

    public override string Recommendation =>
        "Correct the host, or add the ServiceEntry for it; a DestinationRule for an unknown host does nothing.";

    public override string Source => "pkg/config/analysis/analyzers/destinationrule/subset.go (IST0174)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var rule in cluster.DestinationRules.All)
            {
                var host = cluster.DestinationRules.HostOf(rule);
                if (host.Length == 0
                    || HostPattern.IsWildcard(host)
                    || KnownHosts.IsKnown(cluster, host)
                    || !cluster.Completeness.Knows(host))
                {
                    continue;
                }
                var advice = ShortHosts.Advice(cluster, host, rule.Namespace);
                var why = $"Neither a Service nor a ServiceEntry of the cluster has the host '{host}'{advice}.";
                report.At(rule, rule.Spec, "host", why, new Cause(host));
            }
        }
    }
}
