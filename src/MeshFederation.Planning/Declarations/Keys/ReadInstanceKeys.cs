using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>What only Get-MeshService tells of a service in a cluster, and planning goes by.</summary>
internal static class ReadInstanceKeys
{
    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<DeclarationKey<MeshService>> All =
    [
        new(
            "namedTargetPort", new MapShape(new ListShape(new TextShape("http")), "clusters", "cluster2") { MayBeEmpty = true },
            "The ports that lead to a port of the pods by its name, where nothing told its number.",
            service => ByCluster.Map(service, instance => KeysOf<MeshService>.Several(instance.NamedTargetPort)),
            (service, value, context) => ByCluster.Read(service, value, context, isByCluster: true, (instance, names, here) =>
                instance with { NamedTargetPort = here.Texts(names) }))
            { Parameter = null },
        new(
            "otherPort", new MapShape(new ListShape(PortKeys.Shape), "clusters", "cluster2") { MayBeEmpty = true },
            "Ports that it has in a cluster and not in every other one, which are not federated.",
            service => ByCluster.Map(service, instance => instance.OtherPort.Count == 0
                ? null
                : UnstructuredList.From(instance.OtherPort.Select(PortKeys.Write))),
            (service, value, context) => ByCluster.Read(service, value, context, isByCluster: true, (instance, ports, here) =>
                instance with { OtherPort = here.Each(ports, (item, _) => PortKeys.Read(item)) }))
            { Parameter = null },
    ];
}
