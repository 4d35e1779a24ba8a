namespace MeshFederation.Model.Dns;

/// <summary>How workloads resolve the hosts of other clusters.</summary>
public enum DnsMethod : long
{
    /// <summary>The sidecar answers from ServiceEntries (Istio 1.9 and newer).</summary>
    ProxyDnsCapture,

    /// <summary>A zone of the cluster's CoreDNS answers.</summary>
    CoreDnsStubDomain,
}
