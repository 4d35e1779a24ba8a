using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class GatewaysDiffer : Rule
{
    public override string Id => "MF4009";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "The gateways of a federation's clusters find services in the same way.";

    public override string Recommendation =>
        "Nothing, where planning chose the mode of each cluster; by hand, write the Gateway's hosts and the SNI for the version of each "
        + "serving cluster.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    protected override void Examine(FederationView federation, Report report)
    {
        var gateways = federation.Ways.Select(way => way.Chain.Server?.Gateway).OfType<MeshManifest>().Distinct().ToList();
        var byForm =
            gateways.ToLookup(gateway => IstioBehavior.GatewayChainsPerService(federation.In(gateway.Cluster).Cluster.IstioVersion));
        if (!byForm[true].Any() || !byForm[false].Any()) return;
        foreach (var old in byForm[false])
        {
            report.On(old, $"The gateway of {old.Cluster} with Istio {federation.In(old.Cluster).Cluster.IstioVersion} matches its hosts "
                + $"against the server name; that of {byForm[true].First().Cluster} has a chain for each service.");
        }
    }
}
