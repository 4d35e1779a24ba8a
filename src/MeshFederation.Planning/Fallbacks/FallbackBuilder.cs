using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Kinds.DestinationRule;
using MeshFederation.Planning.Kinds.ServiceEntry;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>
/// The objects of a destination that has fallbacks: a ServiceEntry with the gateways of other clusters, one that selects the pods of the
/// own cluster where these are among the places, and a DestinationRule. A ServiceEntry has endpoints or selects pods (istio
/// pkg/config/validation ValidateServiceEntry); the endpoints of two of one host and namespace are taken together (istio
/// pilot/pkg/serviceregistry/serviceentry/controller.go), and all else they must say alike, since one of both counts.
/// </summary>
internal static class FallbackBuilder
{
    public static IEnumerable<MeshManifest> Build(FallbackHost host, string address, UnstructuredMap labels)
    {
        var space = Placement.OfRoute(host.Service, host.Client);
        var endpoints = UnstructuredList.From(host.Remote.SelectMany(item => FallbackOrder.Endpoints(host, item.Rank)));
        if (endpoints.Count > 0) yield return Entry(host, space, host.Host, Spec(host, address, ("endpoints", endpoints)), labels);
        if (host.Local >= 0)
        {
            var pods = UnstructuredMap.Of(("labels", UnstructuredMap.Of(FallbackPods.Selector(host))));
            yield return Entry(host, space, NameOfPods(host), Spec(host, address, ("workloadSelector", pods)), labels);
        }

        yield return IstioObject.Create(
            DestinationRuleKind.Instance,
            DestinationRuleKind.RemoteSubsets,
            host.Client,
            labels,
            space,
            host.Host,
            UnstructuredMap.Of(("host", host.Host), ("trafficPolicy", DestinationPolicies.Of(host))));
    }

    /// <summary>The name of the ServiceEntry that selects pods.</summary>
    public static string NameOfPods(FallbackHost host) => "pods." + host.Host;

    private static MeshManifest Entry(FallbackHost host, string space, string name, UnstructuredMap spec, UnstructuredMap labels) =>
        IstioObject.Create(ServiceEntryKind.Instance, ServiceEntryKind.Step, host.Client, labels, space, name, spec);

    private static UnstructuredMap Spec(FallbackHost host, string address, (string Field, object? Value) endpoints) => UnstructuredMap.Of(
        ("hosts", IstioObject.TextList(host.Host)),
        ("addresses", IstioObject.TextList(address)),
        ("location", EntryLocation.Internal),
        (EntryResolution.Field, ServiceEntryBuilder.Resolution(FallbackOrder.Gateways(host))),
        ("ports", UnstructuredList.From(host.Service.Port.Select(port => Port(host, port)))),
        endpoints,
        ("subjectAltNames", Identities(host)));

    /// <summary>A port with that of the pods, which endpoints that name ports do without.</summary>
    private static UnstructuredMap Port(FallbackHost host, MeshPort port)
    {
        var number = host.NumberOf(port);
        var written = ServiceEntryBuilder.Port(port, number);
        if (host.Local < 0 || host.Service.In(host.Client.Name)!.TargetOf(port) is var target && target == number) return written;
        return written.With("targetPort", (long)target);
    }

    /// <summary>
    /// Those of all places, since callers accept one list for all endpoints of a host; none, and so any, where those of another cluster are
    /// not known. Those of the own pods istiod adds by itself (istio pilot/pkg/model/push_context.go addServiceAccounts).
    /// </summary>
    private static UnstructuredList? Identities(FallbackHost host)
    {
        if (host.Remote.Any(item => item.Instance.ServiceAccount.Count == 0)) return null;
        var known = host.Places.SelectMany(place => ServiceEntryBuilder.Identities(host.Service, host.Service.In(place.Cluster)!));
        return UnstructuredList.From(known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }
}
