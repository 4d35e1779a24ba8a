using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Rights;
using MeshFederation.Clusters.Tests.Identity;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Access;

namespace MeshFederation.Clusters.Tests.Rights;

/// <summary>Rights of the viewer of servers in this process.</summary>
internal static class ViewerRights
{
    /// <summary>Gives the viewer of each cluster rights.</summary>
    public static void Allow(TestClusters clusters, IEnumerable<AccessRight> rights) => Allow(clusters.All, [.. rights]);

    /// <summary>Gives the viewer of each cluster of a scene rights.</summary>
    public static void Allow(IdentityScene scene, IEnumerable<AccessRight> rights) =>
        Allow(scene.Clusters.Select(cluster => scene[cluster.Name]), [.. rights]);

    private static void Allow(IEnumerable<TestCluster> clusters, List<AccessRight> rights)
    {
        foreach (var cluster in clusters)
        {
            foreach (var same in rights.GroupBy(right => right.InIstioNamespace ? "istio-system" : ""))
            {
                var role =
                    ShippedRoles.Role("role", same.Key, same.Select(right => new Right(right.Group, right.Resource, right.Verb, same.Key)));
                var json = (JsonObject)JsonNode.Parse(Encoding.UTF8.GetString(MeshFederation.Clusters.Api.Json.Write(role)))!;
                foreach (var rule in AccessRule.Of("viewer", json, same.Key.Length == 0 ? null : same.Key)) cluster.Allow(rule);
            }
        }
    }
}
