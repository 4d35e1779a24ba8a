using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>
/// The kinds of objects that are read of clusters. Whoever decides by objects of a kind names it here, and what live commands ask clusters
/// for is this list: no kind can count in files and be missed in a live cluster.
/// </summary>
public sealed class ReadKind
{
    private static readonly List<ReadKind> Declared = [];
    private static readonly Lazy<Dictionary<string, ReadKind[]>> ByName = new(static () => ByKind(Declared));

    private ReadKind(ObjectType type, KindReader reader, bool isLive = true)
    {
        (Type, Key, Reader, IsLive) = (type, type.Key, reader, isLive);
        Declared.Add(this);
    }

    /// <summary>Hosts outside of the cluster.</summary>
    public static ReadKind ServiceEntry { get; } = Routes(ObjectGroups.Istio, "serviceentries", "ServiceEntry", isExported: true);

    /// <summary>How hosts are called, and their subsets.</summary>
    public static ReadKind DestinationRule { get; } =
        Routes(ObjectGroups.Istio, "destinationrules", "DestinationRule", isExported: true, named: NamedHosts.OfDestinationRule);

    /// <summary>Routes.</summary>
    public static ReadKind VirtualService { get; } =
        Routes(ObjectGroups.Istio, "virtualservices", "VirtualService", isExported: true, named: NamedHosts.OfVirtualService);

    /// <summary>Listeners of gateways.</summary>
    public static ReadKind Gateway { get; } = Routes(ObjectGroups.Istio, "gateways", "Gateway", named: NamedHosts.OfGateway);

    /// <summary>Of these, filters that turn hosts into others.</summary>
    public static ReadKind EnvoyFilter { get; } = Routes(ObjectGroups.Istio, "envoyfilters", "EnvoyFilter");

    /// <summary>What callers see.</summary>
    public static ReadKind Sidecar { get; } = Routes(ObjectGroups.Istio, "sidecars", "Sidecar", mends: false);

    /// <summary>Endpoints that ServiceEntries select.</summary>
    public static ReadKind WorkloadEntry { get; } = Routes(ObjectGroups.Istio, "workloadentries", "WorkloadEntry");

    /// <summary>Whom pods let in.</summary>
    public static ReadKind AuthorizationPolicy { get; } =
        Routes(ObjectGroups.Security, "authorizationpolicies", "AuthorizationPolicy", mends: false);

    /// <summary>Whether pods speak the mesh's TLS alone.</summary>
    public static ReadKind PeerAuthentication { get; } =
        Routes(ObjectGroups.Security, "peerauthentications", "PeerAuthentication", mends: false);

    /// <summary>The hosts of the cluster.</summary>
    public static ReadKind Service { get; } = Routes("", "services", "Service");

    /// <summary>Endpoints; that they are not known is said by the step that asks for them.</summary>
    public static ReadKind Pod { get; } = new(new("", "pods", "Pod"), KindReader.Routing);

    /// <summary>Whether proxies are injected, and how far traffic may go.</summary>
    public static ReadKind Namespace { get; } = new(new("", "namespaces", "Namespace", Namespaced: false), KindReader.Routing);

    /// <summary>Templates of pods; live clusters are asked for the pods themselves.</summary>
    public static ReadKind Deployment { get; } = Template("deployments", "Deployment");

    /// <summary>Templates of pods.</summary>
    public static ReadKind StatefulSet { get; } = Template("statefulsets", "StatefulSet");

    /// <summary>Templates of pods.</summary>
    public static ReadKind DaemonSet { get; } = Template("daemonsets", "DaemonSet");

    /// <summary>Templates of pods.</summary>
    public static ReadKind ReplicaSet { get; } = Template("replicasets", "ReplicaSet");

    /// <summary>Which tokens of requests pods read; that they are not known is said of requests that carry one.</summary>
    public static ReadKind RequestAuthentication { get; } =
        new(new(ObjectGroups.Security, "requestauthentications", "RequestAuthentication"), KindReader.Routing);

    /// <summary>Gateways of the Gateway API, which VirtualServices may name, and which pass the mesh's TLS on as others do.</summary>
    public static ReadKind ApiGateway { get; } = Routes(ObjectGroups.GatewayApi, "gateways", "Gateway");

    /// <summary>
    /// Routes of the Gateway API: what waypoints and sidecars do with requests for a Service that has them, and their status; that they are
    /// not known is said by the steps that ask for them.
    /// </summary>
    public static ReadKind HttpRoute { get; } = new(new(ObjectGroups.GatewayApi, "httproutes", "HTTPRoute"), KindReader.Routing);

    /// <summary>The same for gRPC.</summary>
    public static ReadKind GrpcRoute { get; } = new(new(ObjectGroups.GatewayApi, "grpcroutes", "GRPCRoute"), KindReader.Routing);

    /// <summary>
    /// The same for connections. istiods look at them only where they are told to, and few clusters serve them, so that live ones are not
    /// asked (istio pilot/pkg/features EnableAlphaGatewayAPI).
    /// </summary>
    public static ReadKind TcpRoute { get; } = Connections("tcproutes", "TCPRoute");

    /// <summary>The same for TLS.</summary>
    public static ReadKind TlsRoute { get; } = Connections("tlsroutes", "TLSRoute");

    /// <summary>Certificates of gateways, and the clusters that an istiod reads; no rights to anybody's secrets are asked for.</summary>
    public static ReadKind Secret { get; } = new(new("", "secrets", "Secret"), KindReader.Routing, isLive: false);

    /// <summary>Addresses of gateways that are reached at a port of the nodes; of live clusters discovery reads them.</summary>
    public static ReadKind Node { get; } = new(new("", "nodes", "Node", Namespaced: false), KindReader.Routing, isLive: false);

    /// <summary>Certificates and settings; of live clusters discovery reads the ones that count.</summary>
    public static ReadKind ConfigMap { get; } = new(new("", "configmaps", "ConfigMap"), KindReader.Rules, isLive: false);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReadKind> All => Declared;

    /// <summary>The type, as the API names it.</summary>
    public ObjectType Type { get; }

    /// <summary>Group and kind, by which objects of it are looked up.</summary>
    internal string Key { get; }

    /// <summary>Who reads it.</summary>
    public KindReader Reader { get; }

    /// <summary>Whether live clusters are asked for its objects.</summary>
    public bool IsLive { get; }

    /// <summary>Whether objects that are not known may break the way of a request that seems to arrive, or lead it elsewhere.</summary>
    public bool MayBreak { get; private init; }

    /// <summary>Whether objects that are not known may mend the way of a request that seems to break.</summary>
    public bool MayMend { get; private init; }

    /// <summary>Whether its objects say by <c>exportTo</c> who sees them.</summary>
    public bool IsExported { get; private init; }

    /// <summary>The hosts that a spec names, as it writes them; null for kinds that name none, or such as tell of no Service.</summary>
    internal Func<UnstructuredMap, IEnumerable<string>>? Named { get; private init; }

    /// <summary>
    /// Whether a cluster may well not serve the kind, and then has no such object: the CRDs of the Gateway API come without Istio.
    /// </summary>
    public bool IsOptional => Type.Group == ObjectGroups.GatewayApi;

    /// <summary>The kind in messages: its name, with the group where Istio has another kind of that name.</summary>
    public string Title => ObjectGroups.Title(Type.Group, Type.Kind);

    /// <summary>The kind of an object; null where it is none that is read.</summary>
    internal static ReadKind? Find(string apiVersion, string kind)
    {
        if (!ByName.Value.TryGetValue(kind, out var named)) return null;
        foreach (var same in named)
        {
            if (ObjectType.IsOfGroup(apiVersion, same.Type.Group)) return same;
        }

        return null;
    }

    /// <summary>
    /// Kinds by their names. What is known whole, and what may not be read, is told by titles, so that two kinds of one title are refused.
    /// </summary>
    /// <exception cref="InvalidOperationException">Two kinds have one title.</exception>
    internal static Dictionary<string, ReadKind[]> ByKind(IReadOnlyCollection<ReadKind> kinds)
    {
        if (kinds.GroupBy(kind => kind.Title, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { Key: var twice })
            throw new InvalidOperationException($"The kind {twice} is declared twice among those that are read.");
        return kinds.GroupBy(kind => kind.Type.Kind, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The kind of a type; null where it is none that is read.</summary>
    internal static ReadKind? Find(ObjectType type) =>
        ByName.Value.GetValueOrDefault(type.Kind)?.FirstOrDefault(same => same.Type.Group == type.Group);

    /// <summary>The version in which a cluster serves the kind.</summary>
    /// <param name="version">The cluster's Istio.</param>
    /// <returns>Group and version.</returns>
    public string ApiVersion(IstioVersion version) => IstioBehavior.ApiVersion(version, Type);

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Title;

    private static ReadKind Routes(
        string group, string plural, string kind, bool isExported = false, Func<UnstructuredMap, IEnumerable<string>>? named = null,
        bool mends = true) =>
            new(new(group, plural, kind), KindReader.Routing)
            {
                MayBreak = true,
                MayMend = mends,
                IsExported = isExported,
                Named = named,
            };

    private static ReadKind Connections(string plural, string kind) =>
        new(new(ObjectGroups.GatewayApi, plural, kind), KindReader.Routing, isLive: false);

    private static ReadKind Template(string plural, string kind) =>
        new(new(ObjectGroups.Apps, plural, kind), KindReader.Routing, isLive: false);
}
