using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DelegateUnknown : AbsenceRule
{
    public override string Id => "MF2032";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The VirtualServices to which routes delegate are there.";

    public override string Recommendation =>
        "Correct the name, or create the VirtualService, without hosts; a route without its delegate is left out, so that the next one "
        + "decides.";

    public override string Source => "pilot/pkg/model/virtualservice.go mergeVirtualServicesIfNeeded";

    public override IEnumerable<Absence> Find(FederationView federation)
    {
        foreach (var service in federation.Of(IstioKind.VirtualService))
        {
            foreach (var route in service.Spec.Maps("http"))
            {
                if (route.Map("delegate") is { } name && Find(federation, service, route, name) is { } absence) yield return absence;
            }
        }
    }

    private static Absence? Find(FederationView federation, MeshManifest service, UnstructuredMap route, UnstructuredMap name)
    {
        var place = HttpRoutes.PlaceOf(service, name);
        var cluster = federation.Mesh[service.Cluster]!;
        if (place.Name.Length == 0
            || federation.In(cluster.Name).Of(IstioKind.VirtualService).Any(item => (item.Namespace, item.Name) == place))
        {
            return null;
        }

        return new(
            cluster.Name,
            (report, message, cause) => report.At(service, route, "delegate", message, cause),
            $"There is no VirtualService '{place.Name}' in the namespace {place.Namespace}, so the route is left out.",
            Question(place),
            cluster.Completeness.IsWhole(ReadKind.VirtualService, place.Namespace))
        {
            Cause = new(place),
        };
    }

    /// <summary>Why it is not known what becomes of a request that a route delegates.</summary>
    public static string Doubt(MeshManifest service, UnstructuredMap route) =>
        $"whether {Question(HttpRoutes.PlaceOf(service, route.Map("delegate") ?? UnstructuredMap.Empty))} is not known";

    private static string Question((string Namespace, string Name) place) =>
        $"there is a VirtualService '{place.Name}' in the namespace {place.Namespace}";
}
