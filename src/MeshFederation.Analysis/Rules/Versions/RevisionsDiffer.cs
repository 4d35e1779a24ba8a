using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class RevisionsDiffer : Rule
{
    public override string Id => "MF4010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "Where istiods of a cluster find services at gateways in different ways, it is plain of which the gateway is.";

    public override string Recommendation =>
        "Upgrade the gateway to the revision of the newer istiod, or write the Gateway's hosts and the server names for the older; "
        + "see about_MeshRoutingMode.";

    public override string Source =>
        "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains; istio.io docs/setup/upgrade/canary";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            var facts = way.Server.Facts;
            if (facts.Facts?.ControlPlane is not { Count: > 1 } planes) continue;
            var versions = planes.Select(plane => plane.Version).OfType<IstioVersion>().Distinct().ToList();
            if (versions.Select(version => IstiodSettings.HasChainsPerService(facts, version)).Distinct().Count() < 2) continue;
            var gateway = way.Chain.Server?.Gateway ?? way.Server.Gateways.All
                .FirstOrDefault(item => way.Server.Gateways.IsFor(item, way.Workload));
            if (gateway is null || !said.Add(gateway)) continue;
            var own = way.Workload.IstiodVersion ?? facts.IstioVersion;
            var form = IstiodSettings.HasChainsPerService(facts, own) ? "it has a chain for each service"
                : "it matches its hosts against the server name";
            report.On(gateway,
                $"{way.Server.Name} runs Istio {string.Join(" and ", versions.Order())}; the gateway is taken to be of {own}, so that "
                + $"{form}.");
        }
    }
}
