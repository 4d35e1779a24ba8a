using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Checks.Calls;

internal sealed class SubsetsHavePods : ClusterCheck
{
    public override string Id => "subset-pods";

    public override string Category => "Calls";

    public override string Name => "every destination has a ready pod";

    public override IReadOnlyList<Fault> Faults => [CallFaults.NoPods];

    protected override bool Concerns(CheckScene scene, CheckedCluster cluster) => Served(scene, cluster).Any();

    protected override IEnumerable<MeshCheck> Look(CheckScene scene, CheckedCluster cluster)
    {
        if (!cluster.Knows(ReadKind.Pod.Title) || !cluster.Knows(ReadKind.Service.Title))
        {
            yield return NotChecked(cluster.Name, "The cluster's Services and pods could not be read.");
            yield break;
        }

        var server = scene.Mesh[cluster.Name]!;
        foreach (var service in Served(scene, cluster))
        {
            foreach (var labels in Wanted(service, cluster.Name)) yield return Check(cluster, server, service, labels);
        }
    }

    private MeshCheck Check(CheckedCluster cluster, RoutingCluster server, MeshService service, LabelSet labels)
    {
        var what = labels.Count == 0 ? service.ToString() : $"{service} with {labels}";
        if (server.Services.Named(Hosts.Local(service, cluster.Facts)).FirstOrDefault(known => known.IsKubernetes) is not { } found)
        {
            return Failed(cluster.Name, $"There is no Service {service}.", "Deploy it, or declare the service where it runs.");
        }

        var pods = server.Pods.Select(found, UnstructuredMap.Of(labels));
        var ready = pods.Selected.Count(pod => pod.IsReady is true);
        if (ready > 0)
        {
            return Passed(cluster.Name, found.PublishesUnready
                ? FormattableString.Invariant($"{what}: {ready} called, ready or not, as publishNotReadyAddresses of the Service has it")
                : FormattableString.Invariant($"{what}: {ready} of {pods.Selected.Count} ready"));
        }

        var shown = $"kubectl --context {cluster.Declared.Context} -n {service.Namespace} get pods --show-labels";
        var none = Found(cluster.Name, CallFaults.NoPods, DestinationBreaks.NoPods(found, UnstructuredMap.Of(labels).Describe(), pods));

        // Pods may still come to what files say; of a live cluster they are all known.
        return none with { Status = CheckStatus.Failed, Hint = $"{none.Hint} {shown}" };
    }

    private static IEnumerable<MeshService> Served(CheckScene scene, CheckedCluster cluster) =>
        scene.Services.Where(service => service.In(cluster.Name) is not null);

    /// <summary>The label sets that splits name there; the service as a whole where none does.</summary>
    private static List<LabelSet> Wanted(MeshService service, string cluster)
    {
        var named = service.Places().Where(place => place.Cluster == cluster)
            .Select(place => place.Subset).Distinct().OrderBy(labels => labels.ToString(), StringComparer.Ordinal).ToList();
        return named.Count > 0 ? named : [LabelSet.Empty];
    }
}
