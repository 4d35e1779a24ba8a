using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Services;

namespace MeshFederation.Analysis.Checks.Calls;

internal sealed class DnsCaptured : ClusterCheck
{
    public override string Id => "dns-capture";

    public override string Category => "Calls";

    public override string Name => "hosts of services that run elsewhere only can be resolved";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => Elsewhere(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var names = string.Join(", ", Elsewhere(scene, cluster));
        if (cluster.Found?.Facts is not { } facts) yield return NotChecked(cluster.Name, "The mesh configuration is not known.");
        else if (!IstioBehavior.ProxyDnsCapture(cluster.Facts.IstioVersion)) yield return NotChecked(cluster.Name, $"Istio {cluster.Facts.IstioVersion} does not capture DNS well enough; whether the cluster's DNS knows the hosts of {names} was not asked.", "ConvertTo-MeshDnsConfiguration gives the zone for CoreDNS.");
        else if (facts.DnsCapture) yield return Passed(cluster.Name, "proxies answer DNS queries (ISTIO_META_DNS_CAPTURE)");
        else yield return Warned(cluster.Name, $"Proxies do not answer DNS queries by default, so callers cannot resolve the hosts of {names}, unless their pods turn it on.", "Set meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE: \"true\" and restart the callers; ConvertTo-MeshDnsConfiguration tells more.");
    }

    private static IEnumerable<MeshService> Elsewhere(CheckScene scene, CheckedCluster cluster) =>
        scene.Services.Where(service => service.In(cluster.Name) is null && service.ClientCluster.Any(client => client.Name == cluster.Name));
}
