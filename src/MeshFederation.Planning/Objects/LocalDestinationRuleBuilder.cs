using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Objects;

/// <summary>The DestinationRule of a cluster for its own host: the subsets that callers name, in this cluster and in others.</summary>
internal static class LocalDestinationRuleBuilder
{
    public static MeshManifest Build(PublishingStep step, MeshService service, MeshCluster cluster, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        var maps = subsets.Select(subset => UnstructuredMap.Of(("name", SubsetName.Of(subset)), ("labels", UnstructuredMap.Of(subset))));
        var spec = UnstructuredMap.Of(("host", Hosts.Local(service, cluster)), ("subsets", UnstructuredList.From(maps)));
        return IstioObject.Create(step, cluster, labels, "DestinationRule", service.Namespace, service.Name, spec, Suppressions.OfLocalRule(cluster));
    }
}
