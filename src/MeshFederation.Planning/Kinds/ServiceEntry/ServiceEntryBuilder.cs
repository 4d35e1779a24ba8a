using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>The ServiceEntry by which a client cluster knows a service of another.</summary>
internal static class ServiceEntryBuilder
{
    public static MeshManifest Build(RemoteCall call, string address, UnstructuredMap labels)
    {
        var gateway = call.Server.Gateway;
        var ports = call.Service.Port.Select(port => UnstructuredMap.Of(
            ("number", (long)call.PortNumber(port)),
            ("name", port.Name),
            ("protocol", Protocol(PortProtocol.At(call.PortNumber(port), port.Protocol)))));
        var accounts = call.Instance.ServiceAccount.Select(
            account => $"spiffe://{call.Server.TrustDomain}/ns/{call.Service.Namespace}/sa/{account}").ToList();
        var spec = UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(call.Host)),
            ("addresses", IstioObject.TextList(address)),
            ("location", "MESH_INTERNAL"),
            ("resolution", Resolution(gateway)),
            ("ports", UnstructuredList.From(ports)),
            ("endpoints", UnstructuredList.From(Endpoints(call))),
            ("subjectAltNames", accounts.Count == 0 ? null : IstioObject.TextList([.. accounts])));
        return IstioObject.Create(
            ServiceEntryKind.Instance, ServiceEntryKind.Step, call.Client, labels, Placement.OfHost(call), call.Host, spec);
    }

    /// <summary>
    /// A port without a protocol is looked into by proxies, as one of a Service is (istio pkg/config/validation ValidateProtocol).
    /// </summary>
    private static string? Protocol(IstioProtocol protocol) => protocol == IstioProtocol.Undeclared ? null : protocol.ToIstioName();

    private static IEnumerable<UnstructuredMap> Endpoints(RemoteCall call)
    {
        var gateway = call.Server.Gateway;
        var ports = call.Service.Port.Select(port => (port.Name, (object?)(long)gateway.Port)).ToArray();
        var portMap = UnstructuredMap.Of(ports);
        var labels = UnstructuredMap.Of(("cluster", call.Server.Name), (MeshTlsLabel.Key, MeshTlsLabel.Spoken));
        return gateway.Address.Select(address => UnstructuredMap.Of(("address", address), ("ports", portMap), ("labels", labels)));
    }

    /// <summary>
    /// STATIC endpoints must be IP addresses (istio pkg/config/validation ValidateServiceEntry); host names are looked up by the proxy.
    /// </summary>
    private static string Resolution(MeshGateway gateway) =>
        gateway.Address.All(address => ClusterDeclaration.TryCanonicalAddress(address, out _)) ? "STATIC" : "DNS";
}
