using System.Text;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Dns;

namespace MeshFederation.Planning.Dns;

/// <summary>
/// Plans the DNS that client clusters need. A service that also runs beside its callers, and has a split, is called by its own name and
/// needs none; any other is called by a host that only the mesh knows.
/// </summary>
public static class DnsPlanner
{
    private const string CaptureContent = "meshConfig:\n  defaultConfig:\n    proxyMetadata:\n      ISTIO_META_DNS_CAPTURE: \"true\"\n";

    private const string CaptureInstruction =
        "Put it into the Helm values of istiod or the spec of the IstioOperator, then restart the calling workloads; for one workload, set "
        + "the annotation proxy.istio.io/config.";

    private const string StubInstruction =
        "Append it to the Corefile in the ConfigMap kube-system/coredns, or as a key ending in .server to kube-system/coredns-custom where "
        + "the provider reads that.";

    /// <summary>Plans.</summary>
    /// <param name="federation">The federation.</param>
    /// <returns>What each client cluster needs, sorted by its name; clusters that need nothing are left out.</returns>
    public static IReadOnlyList<MeshDnsConfiguration> Plan(Federation federation) =>
    [
        .. federation.RemoteCalls.Where(call => call.Service.TrafficSplit.Count == 0 || call.Service.In(call.Client.Name) is null)
            .GroupBy(call => call.Client.Name, StringComparer.Ordinal)
            .OrderBy(calls => calls.Key, StringComparer.Ordinal)
            .Select(calls => Plan(federation, [.. calls.OrderBy(call => call.Host, StringComparer.Ordinal)])),
    ];

    private static MeshDnsConfiguration Plan(Federation federation, IReadOnlyList<RemoteCall> calls)
    {
        var client = calls[0].Client;
        var hosts = calls.Select(call => call.Host).ToValueList();
        return IstioBehavior.ProxyDnsCapture(client.IstioVersion)
            ? new(client.Name, DnsMethod.ProxyDnsCapture, hosts, CaptureContent, CaptureInstruction)
            : new(client.Name, DnsMethod.CoreDnsStubDomain, hosts, StubDomains(federation, calls), StubInstruction);
    }

    /// <summary>
    /// The hosts have fixed addresses, so the zone answers by itself and needs no further DNS server (CoreDNS plugin hosts).
    /// </summary>
    private static string StubDomains(Federation federation, IReadOnlyList<RemoteCall> calls)
    {
        var corefile = new StringBuilder();
        foreach (var zone in calls.GroupBy(call => call.Service.HostSuffix, StringComparer.Ordinal)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal))
        {
            corefile.Append(zone.Key).Append(":53 {\n    errors\n    cache 30\n    hosts {\n");
            foreach (var call in zone)
                corefile.Append("        ").Append(federation.AddressOf(call)).Append(' ').Append(call.Host).Append('\n');
            corefile.Append("    }\n}\n");
        }

        return corefile.ToString();
    }
}
