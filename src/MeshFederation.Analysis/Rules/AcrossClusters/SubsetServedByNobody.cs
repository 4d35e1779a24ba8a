using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class SubsetServedByNobody : WayRule
{
    public override string Id => "MF3013";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The subset in the server name selects pods of the serving cluster.";

    public override string Recommendation => "Deploy the version there before requests are sent to it, or correct the labels of the subset; until then requests get a 503.";

    public override string Source => "pilot/pkg/xds/endpoints/endpoint_builder.go";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain is not { Outcome: ChainOutcome.Served, Subset: { } subset, Service: { } service }) return null;
        var pods = way.Server.Pods.Select(service, subset.Labels);
        if (pods.Knowledge == PodKnowledge.Nothing || pods.OfService.Count == 0 || pods.Selected.Count > 0) return null;
        if (pods.Knowledge == PodKnowledge.Versions && !subset.Labels.Keys.All(key => pods.OfService.Any(pod => pod.Labels.ContainsKey(key)))) return null;
        return $"Of {service.Reference} in {way.Server.Name} no pod has the labels {subset.Labels.Describe()}, which {way.Description} means there.";
    }

    protected override object? CauseOf(GatewayCall way) => (way.Server.Name, way.Chain.Key?.Host, way.Chain.Key?.Subset);
}
