namespace MeshFederation.Model.Clusters;

/// <summary>A cluster as federation sees it: one Istio control plane with its gateway.</summary>
public sealed record MeshCluster
{
    /// <summary>The domain of Services and of identities where nothing else is said (istio pkg/config/constants).</summary>
    public const string UsualDomain = "cluster.local";

    /// <summary>The namespace of istiod where nothing else is said.</summary>
    public const string UsualNamespace = "istio-system";

    internal MeshCluster(string name, string context) =>
        (Name, Context) = (name, context);

    /// <summary>The name, a DNS label: it is part of the host <c>service.namespace.svc.NAME.global</c>.</summary>
    public string Name { get; internal init; }

    /// <summary>The kubeconfig context that leads to the cluster.</summary>
    public string Context { get; internal init; }

    /// <summary>The kubeconfig file, or null for the usual ones.</summary>
    public string? Kubeconfig { get; internal init; }

    /// <summary>
    /// The namespace of services that name none, that of its context; null where the context names none. It does not make it another
    /// cluster.
    /// </summary>
    public string? DefaultNamespace { get; internal init; }

    /// <summary>The version of istiod; decides API versions and routing mode.</summary>
    public IstioVersion IstioVersion { get; internal init; } = IstioVersion.Current;

    /// <summary>
    /// Whether nothing says <see cref="IstioVersion"/>, and one is taken all the same: what holds in some versions alone is not known then.
    /// </summary>
    internal bool IsVersionAssumed { get; init; }

    /// <summary>The trust domain of its workloads' identities, <c>meshConfig.trustDomain</c>.</summary>
    public string TrustDomain { get; internal init; } = UsualDomain;

    /// <summary>The DNS domain of its Services.</summary>
    public string ClusterDomain { get; internal init; } = UsualDomain;

    /// <summary>The network of its pods, as the label <c>topology.istio.io/network</c> says it, or null.</summary>
    public string? Network { get; internal init; }

    /// <summary>
    /// The region of its nodes, as their label <c>topology.kubernetes.io/region</c> says it, or null where it is not known.
    /// </summary>
    public string? Region { get; internal init; }

    /// <summary>The zone of all its nodes in that region, as <c>topology.kubernetes.io/zone</c>, or null for several.</summary>
    public string? Zone { get; internal init; }

    /// <summary>The namespace of istiod, and Istio's root namespace.</summary>
    public string IstioNamespace { get; internal init; } = UsualNamespace;

    /// <summary>The gateway for calls from other clusters.</summary>
    public MeshGateway Gateway { get; internal init; } = new();

    /// <summary>
    /// The gateway for the tunnels of other clusters, beside the one for sidecars; null where <see cref="Gateway"/> takes tunnels, or none
    /// is said.
    /// </summary>
    public MeshGateway? TunnelGateway { get; internal init; }

    /// <summary>How requests find services behind the gateway.</summary>
    public MeshRoutingMode RoutingMode { get; internal init; }

    /// <summary>The mesh's own settings, as far as they decide about the objects of a federation.</summary>
    public MeshConfig MeshConfig { get; internal init; } = MeshConfig.Default;

    /// <summary>
    /// What the cluster told beyond this when it was read; null when it was described by hand. It does not make it another cluster.
    /// </summary>
    public MeshClusterFacts? Facts { get; internal init; }

    /// <summary>Whether its mesh configuration was read; what is not said of one that was not is not known.</summary>
    internal bool IsMeshConfigRead => Facts is { IsMeshConfigUnknown: false };

    /// <summary>Whether its proxies answer DNS queries by default; null where that was not read.</summary>
    internal bool? CapturesDns => IsMeshConfigRead ? Facts!.DnsCapture : null;

    /// <summary>Whether only its name is known: a text that is compared with clusters.</summary>
    internal bool IsNameOnly { get; init; }

    /// <summary>
    /// The version of the istiod that configures its gateway: another than <see cref="IstioVersion"/> where the gateway's pods are of
    /// another revision.
    /// </summary>
    public IstioVersion GatewayIstioVersion => Facts?.GatewayIstioVersion ?? IstioVersion;

    /// <summary>Whether another value is the same cluster in all that planning rests on.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True when it is.</returns>
    /// <remarks>A name alone, which comparisons of PowerShell make of a text, is every cluster of that name.</remarks>
    public bool Equals(MeshCluster? other)
    {
        if (other is null) return false;
        if (ReferenceEquals(this, other)) return true;
        return IsNameOnly || other.IsNameOnly ? Name == other.Name : Identity.Equals(other.Identity);
    }

    /// <inheritdoc />
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;

    private (string, string, string?, IstioVersion, string, string, string?, string, MeshGateway, MeshGateway?, MeshRoutingMode, MeshConfig,
        string?, string?) Identity => (
            Name, Context, Kubeconfig, IstioVersion, TrustDomain, ClusterDomain, Network, IstioNamespace, Gateway, TunnelGateway,
            RoutingMode, MeshConfig, Region, Zone);
}
