using MeshFederation.Model.Checks;

namespace MeshFederation.Analysis.Checks.ControlPlane;

/// <summary>ztunnel does not heed the server name of a DestinationRule, and gateways call pods by the sidecars' mTLS.</summary>
internal sealed class NamespacesNotAmbient : ClusterCheck
{
    public override string Id => "ambient";

    public override string Category => "Istio";

    public override string Name => "federated namespaces run sidecars, not ambient";

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) =>
        cluster.Found?.Facts is not null && scene.Services.Count > 0;

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        var mine = scene.Services.Where(
            service => service.In(cluster.Name) is not null || service.ClientCluster.Any(client => client.Name == cluster.Name))
            .Select(service => service.Namespace).ToHashSet(StringComparer.Ordinal);
        var ambient = cluster.Found!.Facts!.AmbientNamespace.Where(mine.Contains).ToList();
        yield return ambient.Count == 0
            ? Passed(cluster.Name, $"{string.Join(", ", mine.Order(StringComparer.Ordinal))}")
            : Failed(
                cluster.Name,
                $"The namespaces {string.Join(", ", ambient)} are in ambient mode, in which server names of DestinationRules do not count.",
                "Run the federated workloads with sidecars: label the namespace istio-injection=enabled, without istio.io/dataplane-mode.");
    }
}
