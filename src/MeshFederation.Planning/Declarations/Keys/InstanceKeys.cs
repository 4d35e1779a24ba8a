using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of what may differ between the clusters where a service runs.</summary>
internal static class InstanceKeys
{
    private static readonly MapShape PortMap = new(PortKeys.Number, "port names", "http");

    private static readonly EitherShape TargetPorts = new([PortMap, new MapShape(PortMap, "clusters", "cluster2") { MayBeEmpty = true }]);

    private static readonly EitherShape Selectors = new(
        [LabelKeys.Shape, new MapShape(LabelKeys.Shape, "clusters", "cluster2") { MayBeEmpty = true }]);

    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<DeclarationKey<MeshService>> All =
    [
        new(
            "clusterPort", new MapShape(new EitherShape([PortKeys.Number, PortMap]), "clusters", "cluster2") { MayBeEmpty = true },
            "Port numbers that differ in a cluster, by the port's name; the number alone where there is one port.",
            service => ByCluster.Map(service, instance => Numbers(instance.PortNumber)),
            (service, value, context) => ByCluster.Read(service, value, context, isByCluster: true, (instance, ports, here) =>
                instance with { PortNumber = PortNumbersOf(service, ports, here) })),
        new(
            "serviceAccount", new ListShape(new TextShape("reviews")),
            "The service accounts that its pods run as; with a cluster before it, as cluster2/reviews, those in this one.",
            AccountKeys.Write, AccountKeys.Read),
        new(
            "selector", Selectors,
            "The labels by which the Service selects its pods; or these by cluster.",
            service => ByCluster.Write(service, instance => LabelKeys.Write(instance.Selector)),
            (service, value, context) => ByCluster.Read(
                service, value, context, !LabelKeys.Shape.Fits(value), (instance, labels, _) =>
                    instance with { Selector = LabelKeys.Read(labels) })),
        new(
            "targetPort", TargetPorts,
            "The ports of the pods that differ from those of the Service, by the port's name; or these by cluster.",
            service => ByCluster.Write(service, instance => Numbers(instance.TargetPort)),
            (service, value, context) => ByCluster.Read(
                service, value, context, !PortMap.Fits(value), (instance, ports, here) =>
                    instance with { TargetPort = PortNumbersOf(service, ports, here) })),
        new(
            "address", new MapShape(new TextShape("240.0.0.10"), "clusters", "cluster2") { MayBeEmpty = true },
            "The address to use for it in a serving cluster, instead of one of the pool.",
            service => ByCluster.Map(service, instance => instance.Address),
            (service, value, context) => ByCluster.Read(
                service, value, context, isByCluster: true, (instance, address, _) => instance with { Address = (string)address })),
        .. ReadInstanceKeys.All,
    ];

    private static UnstructuredMap? Numbers(PortNumbers numbers) => numbers.Count == 0
        ? null
        : UnstructuredMap.Read(numbers.Keys, numbers.Values.Select(object? (number) => (long)number));

    private static PortNumbers PortNumbersOf(MeshService service, object value, ReadContext context)
    {
        if (value is UnstructuredMap map)
        {
            return PortNumbers.Create(map.Select(entry => new KeyValuePair<string, int>(
                context.Under(entry.Key).Guard(() => Named(service, entry.Key)), (int)(long)entry.Value!)));
        }

        return service.Port is [var only]
            ? PortNumbers.Create([new(only.Name, (int)(long)value)])
            : throw Invalid(service, $"{value}", "the service has several ports, so it must be told which one has the number");
    }

    private static string Named(MeshService service, string name) => service.Port.Any(port => port.Name == name)
        ? name
        : throw Invalid(service, name, "the service has no port of that name");

    private static MeshException Invalid(MeshService service, string item, string why) => new(
        MeshErrorId.PortInvalid,
        MeshErrorKind.ObjectNotFound,
        $"'{item}' cannot be a port of '{service}': {why}.",
        $"Give numbers by the names of its ports, which are {service.Port}: {{{service.Port[0].Name}: 8080}}.",
        item);
}
