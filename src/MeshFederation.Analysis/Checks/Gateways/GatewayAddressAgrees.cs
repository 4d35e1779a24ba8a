using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Checks.Gateways;

internal sealed class GatewayAddressAgrees : ClusterCheck
{
    public override string Id => "gateway-address";

    public override string Category => "Gateway";

    public override string Name => "the gateway's Service has the declared address and port, and leads to the declared target port";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => scene.Serves(cluster);

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var declared = cluster.Declared.Gateway;
        if (cluster.Found is not { } found)
        {
            yield return NotChecked(
                cluster.Name, $"The gateway was not made out: {cluster.NotFound?.Message}", cluster.NotFound?.RecommendedAction ?? "");
            yield break;
        }

        var service = found.Facts?.GatewayService ?? "";
        if (service.Length == 0 || found.Gateway.Address.Count == 0)
        {
            yield return Warned(
                cluster.Name,
                $"No Service of the cluster has an address and a port for calls from other clusters; {declared} was declared.",
                (cluster.Declared.IsAmbient()
                    ? "Expose the Gateway of the class istio-east-west by its Service, or see that what stands in "
                    : "Expose the gateway by a Service of type LoadBalancer or NodePort with a port 15443 named tls, or see that what "
                        + "stands in ")
                + "front of it leads there.");
            yield break;
        }

        var strange =
            declared.Address.Where(address => !found.Gateway.Address.Contains(address, StringComparer.OrdinalIgnoreCase)).ToList();
        if (strange.Count > 0)
        {
            yield return Warned(
                cluster.Name,
                $"{string.Join(", ", strange)} is no address of Service {service}, which has {found.Gateway}; it must be one of something "
                + "in front of it.",
                $"Declare what is there: Get-MeshCluster {cluster.Declared.Context}.");
        }
        else if (declared.Port != found.Gateway.Port)
        {
            yield return Failed(
                cluster.Name,
                $"Service {service} listens on {found.Gateway.Port}, and {declared.Port} was declared.",
                $"Declare it: New-MeshCluster {cluster.Name} -GatewayPort {found.Gateway.Port}.");
        }
        else if (found.Facts?.GatewayServicePort is not null && declared.TargetPort != found.Gateway.TargetPort)
        {
            yield return TargetDiffers(cluster.Name, service, declared, found.Gateway);
        }
        else
        {
            yield return Passed(cluster.Name, $"Service {service} at {found.Gateway}");
        }
    }

    private MeshCheck TargetDiffers(string cluster, string service, MeshGateway declared, MeshGateway found) => Failed(
        cluster,
        FormattableString.Invariant(
            $"Service {service} leads {declared.Port} to the pods' port {found.TargetPort}, and {declared.TargetPort} was declared, ")
            + "so the federation's Gateway listens where nothing arrives.",
        FormattableString.Invariant($"Declare it: New-MeshCluster {cluster} -GatewayTargetPort {found.TargetPort}."));
}
