using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Clusters;

/// <summary>
/// What a live cluster told of itself beyond what it is declared by. Planning goes by its namespaces, istiod's environment and the
/// gateway's own istiod; the rest is for analysis, and for people.
/// </summary>
public sealed record MeshClusterFacts
{
    /// <summary>The version of Kubernetes, as <c>v1.36.4</c>.</summary>
    public string KubernetesVersion { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>All control planes of Istio that run there, sorted by namespace and revision.</summary>
    public ValueList<MeshControlPlane> ControlPlane { get; internal init; } = [];

    /// <summary>
    /// The revision that the cluster's version and mesh configuration are of, as <c>default</c> or <c>1-30</c>; empty when no istiod was
    /// found.
    /// </summary>
    public string Revision { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>Istio's root namespace, <c>meshConfig.rootNamespace</c>.</summary>
    public string RootNamespace { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>Where the cluster domain was read, for people: <c>istiod's argument --domain</c>.</summary>
    public string ClusterDomainSource { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The trust domains that count as the cluster's own, <c>meshConfig.trustDomainAliases</c>.</summary>
    public ValueList<string> TrustDomainAlias { get; internal init; } = [];

    /// <summary>
    /// The trust domains whose workloads are accepted as themselves, <c>meshConfig.caCertificates[].trustDomains</c> (Istio 1.18 and
    /// newer).
    /// </summary>
    public ValueList<string> TrustedDomain { get; internal init; } = [];

    /// <summary>
    /// Whether the mesh configuration was not among what the cluster told, so that what is here of it are Istio's defaults.
    /// </summary>
    internal bool IsMeshConfigUnknown { get; init; }

    /// <summary>Whether proxies answer DNS queries by default, <c>ISTIO_META_DNS_CAPTURE</c> of the mesh's proxy configuration.</summary>
    public bool DnsCapture { get; internal init; }

    /// <summary>
    /// The namespaces whose pods run in ambient mode, by the label <c>istio.io/dataplane-mode</c>.
    /// </summary>
    public ValueList<string> AmbientNamespace { get; internal init; } = [];

    /// <summary>Its ztunnels, sorted by name; read where its istiod serves them.</summary>
    public ValueList<MeshZtunnel> Ztunnel { get; internal init; } = [];

    /// <summary>
    /// Its Gateways of the class <c>istio-east-west</c>, as <c>istio-system/istio-eastwestgateway</c>, sorted; read where its istiod serves
    /// ztunnels.
    /// </summary>
    public ValueList<string> EastWestGateway { get; internal init; } = [];

    /// <summary>
    /// Its Gateways of the class <c>istio-waypoint</c> that take the calls of Services, as <c>default/waypoint</c>, sorted; read where its
    /// istiod serves ztunnels. Null where they are not known.
    /// </summary>
    public ValueList<string>? Waypoint { get; internal init; }

    /// <summary>
    /// The service accounts of those of <see cref="Waypoint"/> that have another one than that of their name, as
    /// <c>default/waypoint=gateways</c>, sorted.
    /// </summary>
    public ValueList<string> WaypointAccount { get; internal init; } = [];

    /// <summary>
    /// The service accounts of those of <see cref="EastWestGateway"/> that have another one than that of their name, as
    /// <c>istio-system/east=edge</c>, sorted.
    /// </summary>
    public ValueList<string> EastWestAccount { get; internal init; } = [];

    /// <summary>
    /// Its Services that name a waypoint themselves, or say that they have none, sorted; of the others the namespace says it. Null where
    /// they are not known.
    /// </summary>
    public ValueList<MeshServiceWaypoint>? ServiceWaypoint { get; internal init; }

    /// <summary>The root certificates that its workloads trust, of the ConfigMap <c>istio-ca-root-cert</c>.</summary>
    public ValueList<MeshRootCertificate> RootCertificate { get; internal init; } = [];

    /// <summary>
    /// The certificates of its authority, that with which istiod signs first, without roots; empty when they are not known. They stand in a
    /// Secret beside the key, which <c>Get-MeshCluster</c> does not read.
    /// </summary>
    public ValueList<MeshCertificate> Authority { get; internal init; } = [];

    /// <summary>The Service of the gateway, as <c>istio-system/istio-eastwestgateway</c>; empty when none was looked at.</summary>
    public string GatewayService { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The port of that Service which leads to the port at which the gateway's pods listen; null when it is not known.</summary>
    public int? GatewayServicePort { get; internal init; }

    /// <summary>The oldest version among the gateway's proxies; null when no pod tells one.</summary>
    public IstioVersion? GatewayVersion { get; internal init; }

    /// <summary>
    /// The oldest version among the proxies of the gateway for tunnels that it has besides; null when it has none, or no pod tells one.
    /// </summary>
    public IstioVersion? TunnelGatewayVersion { get; internal init; }

    /// <summary>
    /// The revision of Istio that the gateway's pods belong to; empty when no pod tells one. It may be another than <see cref="Revision"/>.
    /// </summary>
    public string GatewayRevision { get; internal init; } = "";

    /// <summary>
    /// The version of the istiod that the gateway's pods belong to, where it is of another revision than the cluster's; else null.
    /// </summary>
    public IstioVersion? GatewayIstioVersion { get; internal init; }

    /// <summary>All namespaces with their labels, sorted by name; empty when they could not be read.</summary>
    public ValueList<MeshNamespace> Namespace { get; internal init; } = [];

    /// <summary>
    /// The regions of its nodes by the label <c>topology.kubernetes.io/region</c>, each once; an empty text where some say none. Null where
    /// nodes may not be read.
    /// </summary>
    public ValueList<string>? NodeRegion { get; internal init; }

    /// <summary>
    /// What istiod's environment says of <see cref="IstiodVariable.All"/>, as <c>NAME=value</c>; of a variable whose value comes from
    /// elsewhere nothing is known.
    /// </summary>
    public ValueList<string> IstiodSetting { get; internal init; } = [];

    /// <summary>The value of a variable of istiod's environment.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The value; null when it is not set, or not known.</returns>
    public string? Setting(string name)
    {
        foreach (var setting in IstiodSetting)
        {
            if (setting.Length > name.Length && setting[name.Length] == '=' && setting.StartsWith(name, StringComparison.Ordinal))
                return setting[(name.Length + 1)..];
        }

        return null;
    }

    /// <summary>
    /// The value of a variable that is true or false, in every word that istiod takes (istio pkg/env, Go's strconv.ParseBool).
    /// </summary>
    /// <param name="name">The name.</param>
    /// <returns>Null when it is not set, not known or no such word, and istiod's default holds.</returns>
    public bool? Switch(string name) => GoBoolean.Read(Setting(name));

    /// <summary>The facts in short: <c>Kubernetes v1.36.4, Istio revision default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"Kubernetes {KubernetesVersion}, {(Revision.Length == 0 ? "no istiod" : "Istio revision " + Revision)}";
}
