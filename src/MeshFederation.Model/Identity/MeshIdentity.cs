using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Identity;

/// <summary>What gives the workloads of a cluster their identities, as far as it can be read. No key is in it.</summary>
public sealed record MeshIdentity
{
    internal MeshIdentity(string cluster) => Cluster = cluster;

    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The trust domain of its workloads.</summary>
    public string TrustDomain { get; internal init; } = "";

    /// <summary>The trust domains that count as its own, <c>meshConfig.trustDomainAliases</c>.</summary>
    public ValueList<string> TrustDomainAlias { get; internal init; } = [];

    /// <summary>The trust domains that it accepts as themselves, <c>meshConfig.caCertificates[].trustDomains</c>.</summary>
    public ValueList<string> AcceptedDomain { get; internal init; } = [];

    /// <summary>Where its authority comes from.</summary>
    public IdentitySource Source { get; internal init; }

    /// <summary>Who made it, as <c>istiod</c>, <c>meshfederation</c> or <c>cert-manager</c>; empty when nothing tells.</summary>
    public string MadeBy { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The certificate with which istiod signs once it has read its Secret; null when it is not known.</summary>
    public MeshCertificate? Authority { get; internal init; }

    /// <summary>The roots that the Secret names; empty when they are not known.</summary>
    public ValueList<MeshCertificate> Root { get; internal init; } = [];

    /// <summary>The roots that istiod gives to workloads by now, of the ConfigMap istio-ca-root-cert.</summary>
    public ValueList<MeshRootCertificate> ServedRoot { get; internal init; } = [];

    /// <summary>Whether istiod signs with this authority and serves these roots; null when that cannot be told.</summary>
    public bool? IstiodUsesIt { get; internal init; }

    /// <summary>How many pods with a proxy there are, ztunnel included; null when they could not be read.</summary>
    public int? Proxy { get; internal init; }

    /// <summary>The proxies that may still have an older certificate or older roots, as <c>default/reviews-v1-0</c>.</summary>
    public ValueList<string> ProxyBehind { get; internal init; } = [];

    /// <summary>What is to be known of it: ends that come near, and what could not be read.</summary>
    public ValueList<string> Note { get; internal init => field = value.Select(ShownText.Of).ToValueList(); } = [];

    /// <summary>The cluster and where its authority comes from.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Source}";
}
