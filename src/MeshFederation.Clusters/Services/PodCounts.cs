using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Services;

/// <summary>Counts the pods that services select, by version.</summary>
internal sealed class PodCounts
{
    private readonly Dictionary<(string Namespace, string Name), LabelSet> _selectors;
    private readonly ILookup<string, (LabelSet Label, bool Ready)> _pods;

    public PodCounts(IEnumerable<KubernetesDocument> services, IEnumerable<KubernetesDocument> pods)
    {
        _selectors = services.ToDictionary(
            service => (service.Content.Namespace(), service.Content.Name()), service => service.Content.Spec().Map("selector").ToLabels());
        _pods = pods.Select(pod => pod.Content).Where(pod => !PodObjects.IsOver(pod))
            .ToLookup(
                pod => pod.Namespace(),
                pod => (pod.Metadata().Map("labels").ToLabels(), pod.Is(StatusConditions.Ready)),
                StringComparer.Ordinal);
    }

    public ValueList<MeshPodCount> Of(MeshService service)
    {
        var selector = _selectors[(service.Namespace, service.Name)];
        if (selector.Count == 0) return [];
        return _pods[service.Namespace].Where(pod => selector.Selects(pod.Label))
            .GroupBy(pod => pod.Label.TryGetValue(MeshVersion.UsualLabel, out var version) ? version : "", StringComparer.Ordinal)
            .OrderBy(version => version.Key, StringComparer.Ordinal)
            .Select(version => new MeshPodCount(
                new(version.Key.Length == 0 ? LabelSet.Empty : LabelSet.Create(MeshVersion.UsualLabel, version.Key)),
                version.Count(pod => pod.Ready),
                version.Count()))
            .ToValueList();
    }
}
