using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Kinds.AuthorizationPolicy;

/// <summary>
/// Which services of a cluster have pods in common: where all labels by which one selects are among those of the other. An
/// AuthorizationPolicy is for pods, whichever of their Services is called.
/// </summary>
internal sealed class SharedPods
{
    private readonly ILookup<(string Namespace, string Label), (MeshService Service, MeshServiceInstance Instance)> _byLabel;

    public SharedPods(string cluster, IEnumerable<MeshService> services) =>
        _byLabel = services.Select(service => (Service: service, Instance: service.In(cluster)!))
            .SelectMany(item => Keys(item.Service, item.Instance), (item, key) => (key, item))
            .ToLookup(pair => pair.key, pair => pair.item);

    /// <summary>The other services that have pods of a service.</summary>
    public IReadOnlyList<(MeshService Service, MeshServiceInstance Instance)> Of(MeshService service, MeshServiceInstance instance) =>
    [
        .. Keys(service, instance).SelectMany(key => _byLabel[key]).Distinct()
            .Where(item => item.Service != service
                && (Within(item.Instance, instance) || Within(instance, item.Instance)))
            .OrderBy(item => item.Service.Name, StringComparer.Ordinal),
    ];

    private static bool Within(MeshServiceInstance some, MeshServiceInstance more) =>
        some.Selector.All(label => more.Selector.TryGetValue(label.Key, out var value) && value == label.Value);

    private static IEnumerable<(string Namespace, string Label)> Keys(MeshService service, MeshServiceInstance instance) =>
        instance.Selector.Select(label => (service.Namespace, $"{label.Key}={label.Value}"));
}
