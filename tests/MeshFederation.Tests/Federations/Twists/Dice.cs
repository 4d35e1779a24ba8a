using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Chooses for a twist, of one seed always the same.</summary>
internal sealed class Dice(int seed, IReadOnlyList<MeshService> services)
{
    private static readonly string[] Spaces = ["default", "shop", "istio-system", "edge"];

    private readonly Random _random = new(seed);

    /// <summary>A service of the federation.</summary>
    public MeshService Service() => Of(services);

    /// <summary>A cluster that serves a service, or calls it.</summary>
    public string Cluster(MeshService service) => Of(service.Cluster.Concat(service.ClientCluster).ToList()).Name;

    /// <summary>The namespace of a service, or another one.</summary>
    public string Space(MeshService service) => OneIn(3) ? Of(Spaces) : service.Namespace;

    /// <summary>The number of a port of a service.</summary>
    public long Port(MeshService service) => Of(service.Port).Number;

    /// <summary>A host of a service: its own, that of one of its clusters, a short one, or one that is not planned.</summary>
    public string Host(MeshService service) => Of(
        $"{service.Name}.{service.Namespace}.svc.cluster.local",
        $"{service.Name}.{service.Namespace}.svc.{Of(service.Cluster).Name}.{service.HostSuffix}",
        $"{service.Name}.{service.Namespace}.svc.{Of(service.Cluster).Name}.{service.HostSuffix}",
        service.Name,
        $"{service.Name}.{service.Namespace}",
        "a.example.com");

    /// <summary>A number from 0 to one before the end.</summary>
    public int Next(int end) => _random.Next(end);

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>The value, every other time.</summary>
    public object? Sometimes(object? value) => OneIn(2) ? value : null;

    /// <summary>One of some.</summary>
    public T Of<T>(params IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
