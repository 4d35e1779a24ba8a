using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Identities;

/// <summary>What was read of a cluster that decides how its authority may be exchanged.</summary>
/// <param name="Cluster">The cluster.</param>
public sealed record AuthorityState(MeshCluster Cluster)
{
    /// <summary>What time it was by the clock of its server when it was read, or a little before; null when that is not known.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>What the mesh configuration says of trust domains; null when it was not read.</summary>
    public TrustNames? Names { get; init; }

    /// <summary>Where the authority comes from.</summary>
    public IdentitySource Source { get; init; }

    /// <summary>Who made it; empty when nothing tells.</summary>
    public string MadeBy { get; init; } = "";

    /// <summary>
    /// Whether proxies get certificates of SPIRE, and roots of no trust domains but the mesh's own and its aliases (istio/istio #57399).
    /// </summary>
    public bool IsOfSpire { get; init; }

    /// <summary>Whether the Secret is one that this module wrote.</summary>
    public bool IsOurs { get; init; }

    /// <summary>What istiod signs with once it has read its Secret; null when it is not known, or there is none yet.</summary>
    public MeshIntermediateCertificate? Authority { get; init; }

    /// <summary>The roots of the Secret as they stand there, byte for byte.</summary>
    public string RootText { get; init; } = "";

    /// <summary>The Secret cacerts as it was read; null when there is none.</summary>
    public UnstructuredMap? Secret { get; init; }

    /// <summary>When the Secret was made, and when it was last written.</summary>
    public (DateTimeOffset Made, DateTimeOffset Last)? Written { get; init; }

    /// <summary>The fingerprint of an authority that every proxy was once seen to have; the Secret remembers it.</summary>
    public string ProvenAuthority { get; init; } = "";

    /// <summary>
    /// Whether every pod of istiod was once seen to have been started since the roots of the Secret were written; the Secret remembers it.
    /// </summary>
    public bool HasProvenRoots { get; init; }

    /// <summary>The roots that workloads get, of the ConfigMap istio-ca-root-cert.</summary>
    public ValueList<MeshCertificate> Served { get; init; } = [];

    /// <summary>When that ConfigMap was last written; null when it is not known.</summary>
    public DateTimeOffset? ServedSince { get; init; }

    /// <summary>
    /// The earliest at which each pod of istiod was started, by the server's clock; null for one of which that is not known.
    /// </summary>
    public ValueList<DateTimeOffset?> IstiodStarted { get; init; } = [];

    /// <summary>Whether pods of istiod are being exchanged: some are of an older template than others, or are going.</summary>
    public bool IsIstiodRolling { get; init; }

    /// <summary>The Deployments of istiod.</summary>
    public ValueList<WorkloadName> Istiod { get; init; } = [];

    /// <summary>
    /// Whether istiod is told not to hand out lists of revoked certificates (istio pilot/pkg/features PILOT_ENABLE_CA_CRL).
    /// </summary>
    public bool KeepsRevocations { get; init; }

    /// <summary>
    /// Whether istiod is told to take over what its Secret holds as it runs (AUTO_RELOAD_PLUGIN_CERTS); null where it is told nothing.
    /// </summary>
    public bool? Reloads { get; init; }

    /// <summary>
    /// The lists of revoked certificates that istiod hands out, of the ConfigMap istio-ca-crl, in PEM form: empty for none, null when that
    /// is not known. They stay when the Secret has them no more, until istiod is restarted (istio pilot/pkg/keycertbundle/watcher.go
    /// SetAndNotifyCACRL, security/pkg/pki/util/keycertbundle.go setAllFromPem).
    /// </summary>
    public string? ServedRevocations { get; init; }

    /// <summary>When that ConfigMap was last written; null when it is not known.</summary>
    public DateTimeOffset? RevocationsSince { get; init; }

    /// <summary>The pods with proxies; null when they could not be read.</summary>
    public ValueList<ProxyState>? Proxy { get; init; }

    /// <summary>Why istiod would not take what the Secret holds; empty where it would, or that is not known.</summary>
    public string Unsound { get; init; } = "";

    /// <summary>What could not be read, and why, in sentences.</summary>
    public ValueList<string> Unread { get; init; } = [];
}
