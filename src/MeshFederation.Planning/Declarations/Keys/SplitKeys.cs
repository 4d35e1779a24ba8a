using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Splits of a service, which are calls of Set-MeshTrafficSplit.</summary>
internal static class SplitKeys
{
    private const string Cmdlet = "Set-MeshTrafficSplit";

    private static readonly Section<SplitItem> OfMesh = new("trafficSplit", Shared());

    private static readonly Section<SplitItem> AtGateway = new(
        "gatewaySplit",
        [
            .. Shared(),
            AtGatewayName,
            AtHostname,
        ]);

    /// <summary>The key of splits of the mesh.</summary>
    public static readonly DeclarationKey<MeshService> Traffic = CalledKeys.Of(
        Cmdlet,
        "How its requests are split between clusters and versions.",
        OfMesh,
        new(),
        service => Items(service, service.TrafficSplit.Where(split => !split.IsLocalFirst)),
        (service, item, context) =>
        {
            var given = Given(service, item, context);
            return context.Guard(() => Added(service, service.WithTrafficSplit(given, item.Match)));
        });

    /// <summary>The key of splits at gateways.</summary>
    public static readonly DeclarationKey<MeshService> Gateway = CalledKeys.Of(
        Cmdlet,
        "How the requests that come through gateways of one's own are split.",
        AtGateway,
        new(),
        service => AtGateways(service, split => !split.IsLocalFirst),
        (service, item, context) =>
        {
            var given = Given(service, item, context);
            return context.Guard(() => Added(service, service.WithGatewaySplit(item.Gateway!, item.Hostname!, given, item.Match)));
        });

    /// <summary>The key of the requests that a split holds for.</summary>
    public static DeclarationKey<SplitItem> Match => new(
        "match", new ListShape(MatchKeys.Section.Shape),
        "Which requests; several are alternatives. Without it, all that no other split takes.",
        item => item.Match.Count == 0 ? null : UnstructuredList.From(item.Match.Select(MatchKeys.Section.Write)),
        (item, value, context) => item with { Match = context.Each(value, MatchKeys.Read) });

    /// <summary>The key of the gateway of a split.</summary>
    public static DeclarationKey<SplitItem> AtGatewayName => KeysOf<SplitItem>.Text(
        "gateway", "istio-system/web", "The Gateway; with a client cluster before it, the one there: cluster1/istio-system/web.",
        item => item.Gateway, (item, gateway) => item with { Gateway = gateway }) with
    { IsRequired = true };

    /// <summary>The key of the host of a split at a gateway.</summary>
    public static DeclarationKey<SplitItem> AtHostname => KeysOf<SplitItem>.Text(
        "hostname", "shop.example.com", "The host that is asked for at the gateway.",
        item => item.Hostname, (item, host) => item with { Hostname = host }) with
    { IsRequired = true };

    private static DeclarationKey<SplitItem>[] Shared() =>
    [
        new(
            "destination", new ListShape(DestinationKeys.Shape), "The destinations; their weights total 100.",
            item => UnstructuredList.From(item.Destination.Select(DestinationKeys.Write)),
            (item, value, context) => item with { Destination = context.Each(value, DestinationKeys.Read) })
            { IsRequired = true, IsPositional = true },
        Match,
        new(
            "fallback", FallbackKeys.Shape,
            "What takes over for a destination while it does not answer: for all of other clusters, or a map of destinations.",
            item => item.Service is null ? null : FallbackKeys.Write(item.Service, item.Destination),
            (item, value, context) => item with { Fallback = FallbackKeys.Read(value, context) }),
    ];

    /// <summary>A service with a split more: of two items of a file for the same requests nothing tells which is meant.</summary>
    public static MeshService Added(MeshService before, MeshService after)
    {
        var lost = All(before).Except(All(after)).FirstOrDefault();
        if (lost.Split is null) return after;
        var instead = All(after).First(other => other.Place == lost.Place && Equals(other.Split.Match, lost.Split.Match)).Split;
        throw DeclarationErrors.SplitTwice(before, lost.Split, instead);
    }

    private static IEnumerable<((string? Cluster, string Gateway, string Hostname) Place, MeshTrafficSplit Split)> All(
        MeshService service) =>
    [
        .. service.TrafficSplit.Select(split => (((string?)null, "", ""), split)),
        .. service.GatewaySplit.SelectMany(
            one => one.TrafficSplit, (one, split) => ((one.Cluster, one.Gateway, one.Hostname), split)),
    ];

    /// <summary>Splits with the same destinations are alternatives of one.</summary>
    public static IEnumerable<SplitItem> Items(MeshService service, IEnumerable<MeshTrafficSplit> splits)
    {
        foreach (var same in splits.GroupBy(split => (split.Match is null, split.Destination)))
        {
            yield return new()
            {
                Service = service,
                Destination = same.Key.Destination,
                Match = same.Select(split => split.Match).OfType<MeshMatch>().ToValueList(),
            };
        }
    }

    /// <summary>Splits at gateways that are of a sort.</summary>
    public static IEnumerable<SplitItem> AtGateways(MeshService service, Func<MeshTrafficSplit, bool> isMeant) =>
        service.GatewaySplit.SelectMany(split => Items(service, split.TrafficSplit.Where(isMeant)).Select(item => item with
        {
            Gateway = split.Cluster is null ? split.Gateway : $"{split.Cluster}/{split.Gateway}",
            Hostname = split.Hostname,
        }));

    private static IReadOnlyList<MeshDestination> Given(MeshService service, SplitItem item, ReadContext context) =>
        context.Under("fallback").Guard(() => Istio.Declarations.Fallbacks.Give(service, item.Destination, item.Fallback));
}
