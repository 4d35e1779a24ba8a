using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>The pods of a gateway: what of them decides which objects they are given.</summary>
/// <param name="Namespace">Their namespace.</param>
/// <param name="Labels">Their labels, as far as they are known: at least those by which they are selected.</param>
public sealed record GatewayWorkload(string Namespace, UnstructuredMap Labels)
{
    /// <summary>The Service that leads to them; null when only its address was declared.</summary>
    public MeshManifest? Service { get; init; }

    /// <summary>The port at which they listen, as Gateways name it; null when that is not known.</summary>
    public IReadOnlyList<int> Ports { get; init; } = [];

    /// <summary>
    /// The one of these at which their proxy listens, where it was declared beside that of a Service which is not known; null elsewhere.
    /// </summary>
    public int? ListenerPort { get; init; }

    /// <summary>
    /// The networks whose pods they see, by the variable <c>ISTIO_META_REQUESTED_NETWORK_VIEW</c>; empty for all, or when nothing is known.
    /// </summary>
    public IReadOnlyList<string> NetworkView { get; init; } = [];

    /// <summary>The router mode by the variable <c>ISTIO_META_ROUTER_MODE</c>; null when it is not set, or nothing is known.</summary>
    public string? RouterMode { get; init; }

    /// <summary>Whether they have clusters for server names, as old gateways need it.</summary>
    public bool IsSniDnat => RouterMode == "sni-dnat";

    /// <summary>
    /// The version of the istiod that configures them: that of their revision, where it is known; null for the cluster's.
    /// </summary>
    public IstioVersion? IstiodVersion { get; init; }

    /// <summary>The version of the istiod that configures them in a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>The version.</returns>
    public IstioVersion VersionIn(MeshCluster cluster) => IstiodVersion ?? cluster.GatewayIstioVersion;

    /// <summary>Whether that version is taken without anything that says it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>True when it is.</returns>
    public bool IsVersionAssumedIn(MeshCluster cluster) =>
        IstiodVersion is null && cluster.IsVersionAssumed && cluster.Facts?.GatewayIstioVersion is null;

    /// <summary>
    /// Whether the gateway's own pods or their template are known, so that what is not set in them is known not to be set.
    /// </summary>
    public bool IsSeen { get; init; }

    /// <summary>The proxy, for objects that apply by namespace and labels.</summary>
    public MeshCaller Proxy => new(Namespace, Labels) { IsGateway = true };

    /// <summary>The pods as <c>istio-system/istio=ingressgateway</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Namespace}/{Labels.Describe()}";
}
