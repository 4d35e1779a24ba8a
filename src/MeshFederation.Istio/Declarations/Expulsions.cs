using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations;

/// <summary>Takes clusters out of what is declared, as if nobody had ever named them.</summary>
public static class Expulsions
{
    /// <summary>A copy of a service that neither runs in clusters nor is called from them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="clusters">The names of the clusters.</param>
    /// <returns>The copy; null where it then runs nowhere, or nobody calls it.</returns>
    /// <exception cref="MeshException">
    /// It is suspended wherever it is left, or its access policies let in nobody else, so that without them everybody would be.
    /// </exception>
    public static MeshService? WithoutClusters(this MeshService service, IReadOnlySet<string> clusters)
    {
        var clients = service.ClientCluster.Where(cluster => !clusters.Contains(cluster.Name)).ToValueList();
        var left = service.Instance.Where(instance => !clusters.Contains(instance.Cluster.Name)).ToValueList();
        if (left.Count == 0 || clients.Count == 0) return null;
        var gone = service.Instance.Select(instance => instance.Cluster.Name).Where(clusters.Contains).ToValueList();
        var rest = (service with { Suspended = gone }).WithoutSuspended();
        return Suspensions.Check(rest with
        {
            Instance = left,
            ClientCluster = clients,
            Suspended = service.Suspended.Where(name => !clusters.Contains(name)).ToValueList(),
            GatewaySplit = rest.GatewaySplit.Where(split => split.Cluster is null || !clusters.Contains(split.Cluster)).ToValueList(),
            Policy = service.Policy.Select(policy => Left(policy, clusters)).OfType<MeshPolicy>().ToValueList(),
            AccessPolicy = Left(service, clusters),
        });
    }

    private static MeshPolicy? Left(MeshPolicy policy, IReadOnlySet<string> clusters)
    {
        if (policy.Scope is MeshDestinationScope { Cluster: { } cluster } && clusters.Contains(cluster)) return null;
        return PolicyKinds.Of(policy).Without(policy, clusters);
    }

    /// <summary>A policy that names no cluster means all of them, so one that named none but these goes as a whole.</summary>
    private static ValueList<MeshAccessPolicy> Left(MeshService service, IReadOnlySet<string> clusters)
    {
        var left = service.AccessPolicy.Where(policy => policy.Cluster.Count == 0 || !policy.Cluster.All(clusters.Contains))
            .Select(policy => policy with { Cluster = policy.Cluster.Where(name => !clusters.Contains(name)).ToValueList() }).ToValueList();
        return left.Count == 0 && service.AccessPolicy.Count > 0 ? throw AccessErrors.NobodyLeft(service, clusters) : left;
    }
}
