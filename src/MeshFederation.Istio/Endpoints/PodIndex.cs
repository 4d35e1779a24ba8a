using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The pods of a cluster by namespace. Where pods are among the objects they count; else the templates of pods; else the versions that
/// declarations know of.
/// </summary>
public sealed class PodIndex
{
    private static readonly PodSelection NothingKnown = new(PodKnowledge.Nothing, [], []);

    private readonly ILookup<string, RoutedPod> _byNamespace;
    private readonly IstioCluster _cluster;
    private readonly PodKnowledge _knowledge;

    internal PodIndex(IstioCluster cluster)
    {
        _cluster = cluster;
        var pods = cluster.Of(ReadKind.Pod).ToList();
        var workloads = pods.Count > 0 ? [] : cluster.Objects.Where(PodTemplates.StandsForPods).ToList();
        var injected = workloads.Select(item => item.Namespace).Distinct(StringComparer.Ordinal)
            .ToDictionary(space => space, space => IsInjected(cluster, space), StringComparer.Ordinal);
        _knowledge = pods.Count > 0 || cluster.Completeness.IsWhole(ReadKind.Pod)
            ? PodKnowledge.Pods
            : workloads.Count > 0
            ? PodKnowledge.Workloads
            : PodKnowledge.Nothing;
        _byNamespace = pods.Select(PodObjects.OfPod)
            .Concat(workloads.Select(item => PodObjects.OfWorkload(item, injected[item.Namespace])))
            .OfType<RoutedPod>().ToLookup(pod => pod.Namespace, StringComparer.Ordinal);
    }

    private static bool? IsInjected(IstioCluster cluster, string space) =>
        NamespaceLabels.Of(cluster, space) is { } labels ? InjectionLabels.Of(labels) : null;

    /// <summary>Whether all pods of the cluster are known, so that one that is not among them is not there.</summary>
    public bool AreAllKnown => _cluster.Completeness.IsWhole(ReadKind.Pod);

    /// <summary>
    /// Whether all pods of a namespace are known. Where some are among the files the others are taken to be, but never in Istio's own
    /// namespaces:
    /// gateways come with Istio's installation, not with the files of those who use them.
    /// </summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>True when they are.</returns>
    public bool AreKnown(string @namespace) => _cluster.Completeness.IsWhole(ReadKind.Pod, @namespace)
        || (_knowledge == PodKnowledge.Workloads && _byNamespace.Contains(@namespace)
            && !_cluster.Completeness.IsControlPlane(@namespace));

    /// <summary>The pods of a namespace.</summary>
    /// <param name="namespace">The namespace.</param>
    /// <returns>The pods.</returns>
    public IEnumerable<RoutedPod> In(string @namespace) => _byNamespace[@namespace];

    /// <summary>The pods of all namespaces.</summary>
    public IEnumerable<RoutedPod> All => _byNamespace.SelectMany(static pods => pods);

    /// <summary>The pods that serve a service, and those of them that a subset selects.</summary>
    /// <param name="service">The service.</param>
    /// <param name="subsetLabels">The labels of the subset; none for the service as a whole.</param>
    /// <returns>The pods.</returns>
    public PodSelection Select(RoutedService service, UnstructuredMap subsetLabels)
    {
        var (knowledge, pods) = OfService(service);
        if (pods.Count == 0) return knowledge == PodKnowledge.Nothing ? NothingKnown : new(knowledge, [], []);
        return Select(knowledge, pods, subsetLabels);
    }

    private PodSelection Select(PodKnowledge knowledge, IReadOnlyList<RoutedPod> pods, UnstructuredMap subsetLabels)
    {
        var selected = pods.Where(pod => IstiodLabels.Selects(subsetLabels, pod.Labels, _cluster.Facts)).ToList();
        return selected.Count == 0 && IstiodLabels.AskForPlace(subsetLabels)
            ? NothingKnown
            : new(knowledge, pods, selected);
    }

    private (PodKnowledge Knowledge, IReadOnlyList<RoutedPod> Pods) OfService(RoutedService service)
    {
        if (_knowledge != PodKnowledge.Nothing && service.Selector.Count > 0)
        {
            var pods = Selected(service);
            if (pods.Count > 0 || AreKnown(service.Namespace)) return (_knowledge, pods);
        }

        if (service.Declared?.Version is not { Count: > 0 }) return (PodKnowledge.Nothing, []);
        return (PodKnowledge.Versions, OfVersions(service));
    }

    private List<RoutedPod> Selected(RoutedService service)
    {
        var pods = _byNamespace[service.Namespace].Where(pod => service.Selector.Selects(pod.Labels)).ToList();
        return pods.Exists(static pod => pod.IsReady is false) && service.PublishesUnready
            ? pods.ConvertAll(static pod => pod with { IsReady = true })
            : pods;
    }

    private static List<RoutedPod> OfVersions(RoutedService service) => [.. service.Declared!.Version.Select(
        version => new RoutedPod(service.Namespace, $"pods of {service.Reference}", UnstructuredMap.Of(version.Label)))];
}
