using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class GatewayUnknown : AbsenceRule
{
    public override string Id => "MF2010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The Gateways that a VirtualService names are there.";

    public override string Recommendation =>
        "Correct the name, as namespace/name; a name alone is one of the VirtualService's own namespace.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/gateways.go (IST0101)";

    public override IEnumerable<Absence> Find(FederationView federation) =>
        from service in federation.Of(IstioKind.VirtualService)
        let cluster = federation.Mesh[service.Cluster]!
        let areGiven = federation.In(service.Cluster).Of(IstioKind.Gateway).Any(gateway => gateway.Federation.Length == 0)
        from named in Lists(service.Spec).SelectMany(
            list => list.Texts("gateways"), (holder, text) => (text.Index, text.Text, List: holder.List("gateways")))
        where named.Text != MeshMatch.MeshGatewayName
            && NamedGateways.Find(federation, service, named.Text) is null
            && NamedGateways.FindOfApi(federation, service, named.Text) is null
        let place = EntryGateways.Split(service, named.Text)
        let isKnown = cluster.Completeness.IsWhole(ReadKind.Gateway, place.Namespace)
        where isKnown || areGiven
        select new Absence(
            cluster.Name,
            (report, message, cause) => report.At(service, named.List, named.Index, message, cause),
            $"There is no Gateway '{place.Name}' in the namespace {place.Namespace}.",
            $"there is a Gateway '{place.Name}' in the namespace {place.Namespace}",
            isKnown)
        {
            Cause = new(place),
        };

    /// <summary>What names Gateways: the VirtualService itself, and the matches of its routes.</summary>
    private static IEnumerable<UnstructuredMap> Lists(UnstructuredMap spec)
    {
        yield return spec;
        foreach (var kind in RouteLists.All)
        {
            foreach (var route in spec.Maps(kind))
            {
                foreach (var match in route.Maps("match")) yield return match;
            }
        }
    }
}
