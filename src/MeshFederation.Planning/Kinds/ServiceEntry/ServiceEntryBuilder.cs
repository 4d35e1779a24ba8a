using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>The ServiceEntry by which a client cluster knows a service of another.</summary>
internal static class ServiceEntryBuilder
{
    /// <summary>The label of an endpoint that says whose gateway it is.</summary>
    internal const string ClusterLabel = "cluster";

    public static MeshManifest Build(RemoteCall call, string address, UnstructuredMap labels)
    {
        var ports = call.Service.Port.Select(port => Port(port, call.PortNumber(port)));
        var accounts = Identities(call.Service, call.Instance).ToList();
        var spec = UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(call.Host)),
            ("addresses", IstioObject.TextList(address)),
            ("location", EntryLocation.Internal),
            (EntryResolution.Field, Resolution([call.Server.Gateway])),
            ("ports", SharedParts.Of(UnstructuredList.From(ports))),
            ("endpoints", SharedParts.Of(UnstructuredList.From(Endpoints(call.Service, call.Server, Labels(call.Server))))),
            ("subjectAltNames", accounts.Count == 0 ? null : SharedParts.Of(IstioObject.TextList([.. accounts]))));
        return IstioObject.Create(
            ServiceEntryKind.Instance, ServiceEntryKind.Step, call.Client, labels, Placement.OfHost(call), call.Host, spec);
    }

    /// <summary>A port of a host.</summary>
    public static UnstructuredMap Port(MeshPort port, int number) => UnstructuredMap.Of(
        ("number", (long)number), ("name", port.Name), ("protocol", Protocol(PortProtocol.At(number, port.Protocol))));

    /// <summary>The identities by which the pods of a service are known; none where they are not known.</summary>
    public static IEnumerable<string> Identities(MeshService service, MeshServiceInstance instance) =>
        instance.ServiceAccount.Select(account => SpiffeIdentity.Of(instance.Cluster.TrustDomain, service.Namespace, account));

    /// <summary>The labels of the endpoints that are a cluster's gateway.</summary>
    public static UnstructuredMap Labels(MeshCluster server) =>
        UnstructuredMap.Of((ClusterLabel, server.Name), (MeshTlsLabel.Key, MeshTlsLabel.Spoken));

    /// <summary>The gateway of a cluster as endpoints.</summary>
    public static IEnumerable<UnstructuredMap> Endpoints(MeshService service, MeshCluster server, UnstructuredMap labels)
    {
        var ports = service.Port.Select(port => (port.Name, (object?)(long)server.Gateway.Port)).ToArray();
        var portMap = UnstructuredMap.Of(ports);
        return server.Gateway.EndpointAddress
            .Select(address => UnstructuredMap.Of(("address", address), ("ports", portMap), ("labels", labels)));
    }

    /// <summary>
    /// STATIC endpoints must be IP addresses (istio pkg/config/validation ValidateServiceEntry); host names are looked up by the proxy.
    /// </summary>
    public static string Resolution(IEnumerable<MeshGateway> gateways) =>
        gateways.SelectMany(gateway => gateway.EndpointAddress).All(address => ClusterDeclaration.TryCanonicalAddress(address, out _))
            ? EntryResolution.Static
            : EntryResolution.Dns;

    /// <summary>
    /// A port without a protocol is looked into by proxies, as one of a Service is (istio pkg/config/validation ValidateProtocol).
    /// </summary>
    private static string? Protocol(IstioProtocol protocol) => protocol == IstioProtocol.Undeclared ? null : protocol.ToIstioName();
}
