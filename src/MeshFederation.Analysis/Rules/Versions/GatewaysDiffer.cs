using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

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
        var byForm = federation.Ways
            .Where(way => way.Chain.Server is not null && !way.Workload.IsVersionAssumedIn(way.Server.Facts))
            .DistinctBy(way => way.Chain.Server!.Gateway)
            .ToLookup(way => IstiodSettings.HasChainsPerService(way.Server.Facts, VersionOf(way)));
        if (!byForm[true].Any() || !byForm[false].Any()) return;
        foreach (var old in byForm[false])
        {
            report.On(old.Chain.Server!.Gateway, $"The gateway of {old.Server.Name} with Istio {VersionOf(old)} matches its hosts "
                + $"against the server name; that of {byForm[true].First().Server.Name} has a chain for each service.");
        }
    }

    private static IstioVersion VersionOf(GatewayCall way) => way.Workload.VersionIn(way.Server.Facts);
}
