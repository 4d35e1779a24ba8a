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

    public override IEnumerable<Absence> Find(FederationView federation)
    {
        var found = new List<Absence>();
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            Add(found, federation, service, service.Spec);
            foreach (var kind in RouteLists.All)
            {
                foreach (var route in service.Spec.Maps(kind))
                {
                    foreach (var match in route.Maps("match")) Add(found, federation, service, match);
                }
            }
        }

        return found;
    }

    /// <summary>Adds what is missing of the Gateways that the VirtualService itself names, or a match of its routes.</summary>
    private static void Add(List<Absence> found, FederationView federation, MeshManifest service, UnstructuredMap holder)
    {
        foreach (var (index, name) in holder.Texts("gateways"))
        {
            if (name == MeshMatch.MeshGatewayName
                || NamedGateways.Find(federation, service, name) is not null
                || NamedGateways.FindOfApi(federation, service, name) is not null)
            {
                continue;
            }

            var place = EntryGateways.Split(service, name);
            var isKnown = federation.Mesh[service.Cluster]!.Completeness.IsWhole(ReadKind.Gateway, place.Namespace);
            if (isKnown || AreGiven(federation, service.Cluster))
                found.Add(Missing(service, holder.List("gateways"), index, place, isKnown));
        }
    }

    private static bool AreGiven(FederationView federation, string cluster) =>
        federation.In(cluster).Of(IstioKind.Gateway).Any(gateway => gateway.Federation.Length == 0);

    private static Absence Missing(
        MeshManifest service, UnstructuredList gateways, int index, (string Namespace, string Name) place, bool isKnown) => new(
            service.Cluster,
            (report, message, cause) => report.At(service, gateways, index, message, cause),
            $"There is no Gateway '{place.Name}' in the namespace {place.Namespace}.",
            $"there is a Gateway '{place.Name}' in the namespace {place.Namespace}",
            isKnown)
        {
            Cause = new(place),
        };
}
