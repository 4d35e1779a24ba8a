using System.Net;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// Gateways of the Gateway API as istiod takes them: their listeners are servers, for the pods of the Deployment that it makes for each,
/// or of the Services that <c>addresses</c> names (istio pilot/pkg/config/kube/gateway/conversion.go). One of the class istio-remote is a
/// gateway of another network.
/// </summary>
public static class GatewayApi
{
    /// <summary>The label of the pods and Service that istiod makes for a Gateway.</summary>
    public const string NameLabel = "gateway.networking.k8s.io/gateway-name";

    /// <summary>The label of them that says which controller made them.</summary>
    internal const string ManagedLabel = "gateway.istio.io/managed";

    /// <summary>The field that names the class of a Gateway.</summary>
    internal const string ClassField = "gatewayClassName";

    /// <summary>The type of an address that is an IP address, and that of an address of which nothing is said.</summary>
    internal const string IpAddress = "IPAddress";

    /// <summary>The type of an address that is a name.</summary>
    internal const string HostName = "Hostname";

    private const string ListenerProtocol = "gateway.istio.io/listener-protocol";

    /// <summary>Whether it stands for a gateway of another network, of which it says the address.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>True when it does.</returns>
    public static bool IsRemote(MeshManifest gateway) => ClassOf(gateway.Content) == AmbientNames.RemoteClass;

    /// <summary>The class of a Gateway; null where it names none.</summary>
    internal static string? ClassOf(UnstructuredMap gateway) => gateway.Map("spec")?.Text(ClassField);

    /// <summary>The addresses of a Gateway: those that it has, else those that were asked for.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>IP addresses and host names.</returns>
    public static IEnumerable<string> Addresses(MeshManifest gateway)
    {
        var has = (gateway.Content.Map("status")?.Maps("addresses") ?? []).Select(item => item.Text("value")).OfType<string>().ToList();
        return has.Count > 0 ? has : gateway.Spec.Maps("addresses").Select(item => item.Text("value")).OfType<string>();
    }

    /// <summary>The ports of a Gateway's listeners.</summary>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>The ports.</returns>
    public static IEnumerable<int> Ports(MeshManifest gateway) =>
        gateway.Spec.Maps("listeners").Select(listener => (int)Math.Clamp(listener.Number("port") ?? 0, 0, ushort.MaxValue)).Distinct();

    /// <summary>
    /// Whether an address leads to a Gateway from outside: where nothing does, istiod writes the host of its Service into the status, and
    /// one whose pods are somebody's names that Service by it.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>False for the host of a Service.</returns>
    public static bool IsOutside(string address) => IPAddress.TryParse(address, out _)
        || (address.Contains('.', StringComparison.Ordinal)
            && !$"{address}.".Contains(ServiceHost.Part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same as a Gateway of Istio's own kind.</summary>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="gateway">The Gateway.</param>
    /// <returns>The Gateway, under its name and place, with a selector and servers.</returns>
    public static MeshManifest ToIstio(IstioCluster cluster, MeshManifest gateway)
    {
        var servers = UnstructuredList.From(gateway.Spec.Maps("listeners").Select(Server));
        var spec = UnstructuredMap.Of(("selector", Selectors(cluster, gateway)[0]), ("servers", servers));
        var content = UnstructuredMap.Of([.. gateway.Content.Where(field => field.Key != "spec")
            .Select(field => (field.Key, field.Value)), ("spec", spec)]);
        return new(gateway.Cluster, content) { Source = gateway.Source };
    }

    /// <summary>
    /// The labels of the pods that it is for: those that istiod makes for it, or, where its addresses name Services of its namespace that
    /// are among the objects, those that each of these selects (IsManaged, extractGatewayServices; pilot/pkg/model/push_context.go
    /// mergeGateways).
    /// </summary>
    internal static List<UnstructuredMap> Selectors(IstioCluster cluster, MeshManifest gateway)
    {
        var named = gateway.Spec.Maps("addresses")
            .Where(address => address.Text("type") == HostName).Select(address => address.Text("value")).OfType<string>()
            .SelectMany(name => cluster.Services.Named(name.Contains('.', StringComparison.Ordinal)
                ? name.TrimEnd('.').ToLowerInvariant()
                : ServiceHost.Of(name, gateway.Namespace, cluster.Facts.ClusterDomain)))
            .Where(service => service is { IsKubernetes: true, Selector.Count: > 0 } && service.Namespace == gateway.Namespace)
            .Select(service => service.Selector).DistinctBy(selector => selector.Describe(), StringComparer.Ordinal).ToList();
        return named.Count > 0 ? named : [UnstructuredMap.Of((NameLabel, gateway.Name))];
    }

    private static UnstructuredMap Server(UnstructuredMap listener)
    {
        var port = UnstructuredMap.Of(("name", listener.Text("name") ?? ""), ("number", listener.Number("port") ?? 0), ("protocol",
            listener.Text("protocol") ?? ""));
        var hosts = UnstructuredList.Of(listener.Text("hostname") is { Length: > 0 } host ? host : "*");
        return listener.Map("tls") is { } tls
            ? UnstructuredMap.Of(("port", port), ("tls", UnstructuredMap.Of(("mode", Mode(tls)))), ("hosts", hosts))
            : UnstructuredMap.Of(("port", port), ("hosts", hosts));
    }

    private static string Mode(UnstructuredMap tls)
    {
        if (tls.Map("options")?.Text(ListenerProtocol) == "auto-passthrough") return ServerTls.AutoPassthrough;
        if (tls.Text("mode") == "Passthrough") return ServerTls.Passthrough;
        return tls.Map("options")?.Text(AmbientNames.TerminateMode) ?? TlsModes.Simple;
    }
}
