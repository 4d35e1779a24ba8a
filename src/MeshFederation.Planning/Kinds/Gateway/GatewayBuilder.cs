using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>The Gateway of a serving cluster: which hosts other clusters may call through it.</summary>
internal static class GatewayBuilder
{
    public static string Name(string federation) => "meshfederation-" + federation;

    public static MeshManifest Build(MeshCluster server, IReadOnlyList<MeshService> services, string federation, UnstructuredMap labels)
    {
        var hosts = services.SelectMany(service => OfService(server, service)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var tls = UnstructuredMap.Of(
            ("port", UnstructuredMap.Of(("number", (long)server.Gateway.TargetPort), ("name", "tls"), ("protocol", "TLS"))),
            ("tls", UnstructuredMap.Of(("mode", ServerTls.AutoPassthrough))),
            ("hosts", UnstructuredList.From(hosts)));
        var spec = UnstructuredMap.Of(("selector", UnstructuredMap.Of(server.Gateway.Selector)), ("servers", UnstructuredList.Of(tls)));
        return IstioObject.Create(GatewayKind.Instance, GatewayKind.Step, server, labels, server.Gateway.Namespace, Name(federation), spec);
    }

    private static IEnumerable<string> OfService(MeshCluster server, MeshService service)
    {
        yield return Host(server, service);
        if (service is not { ServeHostname: true, MeshHostname: { } name }) yield break;
        var served = Hosts.Served(name);
        yield return IstiodSettings.HasChainsPerService(server) ? served : "*." + served;
    }

    private static string Host(MeshCluster server, MeshService service) => server.EffectiveRoutingMode() switch
    {
        MeshRoutingMode.EnvoyFilter => "*." + service.HostSuffix,
        _ when IstiodSettings.HasChainsPerService(server) => Hosts.Local(service, server),
        _ => "*." + Hosts.Local(service, server),
    };
}
