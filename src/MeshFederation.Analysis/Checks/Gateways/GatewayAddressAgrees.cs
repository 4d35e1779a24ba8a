using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Analysis.Checks.Gateways;

internal sealed class GatewayAddressAgrees : ClusterCheck
{
    public override string Id => "gateway-address";

    public override string Category => "Gateway";

    public override string Name => "the gateway's Service has the declared address and port, and leads to the declared target port";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.Serves(cluster) || scene.ServesBeside(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (cluster.Found is not { } found)
        {
            yield return NotChecked(
                cluster.Name, $"The gateway was not made out: {cluster.NotFound?.Message}", cluster.NotFound?.RecommendedAction ?? "");
            yield break;
        }

        if (scene.Serves(cluster))
        {
            var service = found.Facts?.GatewayService is { Length: > 0 } name ? "Service " + name : "";
            var target = found.Facts?.GatewayServicePort is null ? null : (int?)found.Gateway.TargetPort;
            yield return Check(cluster, cluster.Declared.Gateway, found.Gateway, service, target);
        }

        if (scene.ServesBeside(cluster))
        {
            var declared = cluster.Declared.TunnelGateway!;
            var name = found.TunnelGateway is null ? "" : $"Gateway {AmbientClusters.WholeName(declared)}";
            yield return Check(cluster, declared, found.TunnelGateway ?? declared, name, null);
        }
    }

    private MeshCheck Check(CheckedCluster cluster, MeshGateway declared, MeshGateway found, string service, int? target)
    {
        var parameter = GatewayParameter.Of(cluster.Declared, declared);
        if (service.Length == 0 || found.Address.Count == 0) return NotThere(cluster, declared);
        var strange = declared.Address.Where(address => !found.Address.Contains(address, StringComparer.OrdinalIgnoreCase)).ToList();
        if (strange.Count > 0)
        {
            return Warned(
                cluster.Name,
                $"{string.Join(", ", strange)} is no address of {service}, which has {found}; it must be one of something in front of it.",
                $"Declare what is there: Get-MeshCluster {cluster.Declared.Context}.");
        }

        if (declared.Port != found.Port)
        {
            return Failed(
                cluster.Name,
                $"{service} listens on {found.Port}, and {declared.Port} was declared.",
                $"Declare it: New-MeshCluster {cluster.Name} -{parameter}Port {found.Port}.");
        }

        return target is { } port && declared.TargetPort != port
            ? TargetDiffers(cluster.Name, service, declared, port)
            : Passed(cluster.Name, $"{service} at {found}");
    }

    private MeshCheck NotThere(CheckedCluster cluster, MeshGateway declared)
    {
        var isOfTunnels = cluster.Declared.IsAmbient() || ReferenceEquals(declared, cluster.Declared.TunnelGateway);
        return Warned(
            cluster.Name,
            isOfTunnels && !cluster.Declared.IsAmbient()
                ? $"No Gateway {AmbientClusters.WholeName(declared)} of the class istio-east-west has an address; {declared} was declared."
                : $"No Service of the cluster has an address and a port for calls from other clusters; {declared} was declared.",
            (isOfTunnels
                ? "Expose the Gateway of the class istio-east-west by its Service, or see that what stands in "
                : "Expose the gateway by a Service of type LoadBalancer or NodePort with a port 15443 named tls, or see that what "
                    + "stands in ")
            + "front of it leads there.");
    }

    private MeshCheck TargetDiffers(string cluster, string service, MeshGateway declared, int target) => Failed(
        cluster,
        FormattableString.Invariant(
            $"{service} leads {declared.Port} to the pods' port {target}, and {declared.TargetPort} was declared, ")
            + "so the federation's Gateway listens where nothing arrives.",
        FormattableString.Invariant($"Declare it: New-MeshCluster {cluster} -GatewayTargetPort {target}."));
}
