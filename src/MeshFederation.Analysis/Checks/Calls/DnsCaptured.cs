using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Rules;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.Calls;

internal sealed class DnsCaptured : ClusterCheck
{
    public override string Id => "dns-capture";

    public override string Category => "Calls";

    public override string Name => "hosts that callers look up by name can be resolved";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => LookedUp(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var hosts = LookedUp(scene, cluster).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        yield return Check(cluster, message => Cause.Tell(message, hosts[1..]), hosts[0]);
    }

    private MeshCheck Check(CheckedCluster cluster, Func<string, string> tell, string host)
    {
        if (cluster.Found?.Facts is not { } facts)
        {
            return NotChecked(
                cluster.Name, tell($"Callers look up {host}; whether proxies answer is not known, as the mesh configuration is not."));
        }

        var version = cluster.Facts.IstioVersion;
        if (!IstioBehavior.ProxyDnsCapture(version))
        {
            var message = tell($"Istio {version} does not capture DNS well enough; whether the cluster's DNS knows {host} was not asked.");
            return NotChecked(cluster.Name, message, "ConvertTo-MeshDnsConfiguration gives the zone for CoreDNS.");
        }

        if (facts.DnsCapture) return Passed(cluster.Name, tell($"Proxies answer DNS queries for {host} (ISTIO_META_DNS_CAPTURE)."));
        return Warned(
            cluster.Name,
            tell($"Proxies do not answer DNS queries by default, so callers cannot resolve {host}, unless their pods turn it on."),
            "Set meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE: \"true\" and restart the callers; "
            + "ConvertTo-MeshDnsConfiguration tells more.");
    }

    private static IEnumerable<string> LookedUp(CheckScene scene, CheckedCluster cluster) => LookedUpHosts.Of(scene.Published)
        .Where(way => way.Client.Name == cluster.Name && scene.IsMine(way.Entry)).Select(way => way.Service.Host);
}
