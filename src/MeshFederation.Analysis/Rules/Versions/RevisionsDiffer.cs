using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
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
            if (way.Server.Facts.Facts?.ControlPlane is { Count: > 1 } planes) Check(way, planes, said, report);
        }
    }

    private static void Check(GatewayCall way, ValueList<MeshControlPlane> planes, HashSet<MeshManifest> said, Report report)
    {
        var facts = way.Server.Facts;
        var versions = planes.Select(plane => plane.Version).OfType<IstioVersion>().Distinct().ToList();
        if (versions.Select(version => IstiodSettings.HasChainsPerService(facts, version)).Distinct().Count() < 2) return;
        var gateway = way.Chain.Server?.Gateway ?? way.Server.Gateways.All
            .FirstOrDefault(item => way.Server.Gateways.IsFor(item, way.Workload));
        if (gateway is null || !said.Add(gateway)) return;
        var own = way.Workload.IstiodVersion ?? facts.IstioVersion;
        var form = IstiodSettings.HasChainsPerService(facts, own) ? "it has a chain for each service"
            : "it matches its hosts against the server name";
        report.On(gateway,
            $"{way.Server.Name} runs Istio {string.Join(" and ", versions.Order())}; the gateway is taken to be of {own}, so that "
            + $"{form}.");
    }
}
