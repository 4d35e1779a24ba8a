using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Model.Services;

/// <summary>A service to federate, and everything that is wanted of it.</summary>
public sealed record MeshService
{
    /// <summary>The last part of hosts in other clusters where nothing says another.</summary>
    public const string UsualHostSuffix = "global";

    internal MeshService(
        string name, string ns, ValueList<MeshPort> port, ValueList<MeshServiceInstance> instance, ValueList<MeshCluster> clientCluster) =>
            (Name, Namespace, Port, Instance, ClientCluster) = (name, ns, port, instance, clientCluster);

    /// <summary>The name of the Kubernetes Service.</summary>
    public string Name { get; internal init; }

    /// <summary>Its namespace, the same in every cluster.</summary>
    public string Namespace { get; internal init; }

    /// <summary>The ports that callers use, sorted by number.</summary>
    public ValueList<MeshPort> Port { get; internal init; }

    /// <summary>The service in every cluster where it runs, sorted by the cluster's name.</summary>
    public ValueList<MeshServiceInstance> Instance { get; internal init; }

    /// <summary>The clusters that call it, sorted by name.</summary>
    public ValueList<MeshCluster> ClientCluster { get; internal init; }

    /// <summary>The last part of its hosts in other clusters: <c>service.namespace.svc.cluster.SUFFIX</c>.</summary>
    public string HostSuffix { get; internal init; } = UsualHostSuffix;

    /// <summary>
    /// The host by which callers in every client cluster call it, wherever it runs, as <c>reviews.shop.global</c>; null for none.
    /// </summary>
    public string? MeshHostname { get; internal init; }

    /// <summary>
    /// Whether the clusters where it runs know their pods by that host, too, so that ports and cluster domains may differ between them.
    /// </summary>
    public bool ServeHostname { get; internal init; }

    /// <summary>
    /// Further server names by which its TLS ports are dialled, sorted: <c>shop.example.com</c> or <c>*.example.com</c>. Those of
    /// Kubernetes need not be among them.
    /// </summary>
    public ValueList<string> SniHost { get; internal init; } = [];

    /// <summary>
    /// How many requests a connection to another cluster carries, on every port whose requests are routed; 0 for as many as come, null for
    /// 100 on ports of HTTP/2 and gRPC, and on those of HTTP where the callers' mesh carries it as HTTP/2.
    /// </summary>
    public int? MaxRequestsPerConnection { get; internal init; }

    /// <summary>
    /// How it is called, whatever its clusters say: <see cref="MeshRoutingMode.Ambient"/> through tunnels,
    /// <see cref="MeshRoutingMode.Auto"/> through sidecars; null for what its clusters say.
    /// </summary>
    public MeshRoutingMode? RoutingMode { get; internal init; }

    /// <summary>Whether requests that may go to another cluster are never sent twice.</summary>
    public bool NoRetry { get; internal init; }

    /// <summary>The federation that it was declared in; null where the cmdlet that plans or publishes it is told.</summary>
    public MeshFederationDeclaration? Federation { get; internal init; }

    /// <summary>How its requests are split, the most specific match first; empty when callers choose the host themselves.</summary>
    public ValueList<MeshTrafficSplit> TrafficSplit { get; internal init; } = [];

    /// <summary>How the requests that come through gateways of one's own are split, by gateway and host.</summary>
    public ValueList<MeshGatewaySplit> GatewaySplit { get; internal init; } = [];

    /// <summary>What else is wanted of its requests and connections, by kind, the most specific scope first.</summary>
    public ValueList<MeshPolicy> Policy { get; internal init; } = [];

    /// <summary>
    /// Who of other clusters may call it, each policy by itself; with none everyone, unless its federation keeps all out by default.
    /// </summary>
    public ValueList<MeshAccessPolicy> AccessPolicy { get; internal init; } = [];

    /// <summary>
    /// The clusters that get none of its requests until they are resumed, by name, sorted; what is declared of them stays as it is.
    /// </summary>
    public ValueList<string> Suspended { get; internal init; } = [];

    /// <summary>
    /// Why others of its declaration could not be read; empty when all were. What prunes by half a declaration removes the other half.
    /// </summary>
    internal ValueList<string> Unread { get; init; } = [];

    /// <summary>The clusters where it runs.</summary>
    public ValueList<MeshCluster> Cluster => Instance.Select(instance => instance.Cluster).ToValueList();

    /// <summary>All service accounts that it runs as.</summary>
    public ValueList<string> ServiceAccount => Instance.SelectMany(instance => instance.ServiceAccount)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>All versions that are known to run somewhere.</summary>
    public ValueList<MeshVersion> Version => Instance.SelectMany(instance => instance.Version)
        .Distinct().OrderBy(version => version.ToString(), StringComparer.Ordinal).ToValueList();

    /// <summary>The service in a cluster.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <returns>The instance, or null where it does not run.</returns>
    public MeshServiceInstance? In(string cluster)
    {
        for (var i = 0; i < Instance.Count; i++)
        {
            if (Instance[i] is var instance && string.Equals(instance.Cluster.Name, cluster, StringComparison.Ordinal)) return instance;
        }

        return null;
    }

    /// <summary>The service as <c>namespace/name</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Namespace + "/" + Name;
}
