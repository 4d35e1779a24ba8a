using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>
/// Orders of clusters that take over for each other, of which in each client cluster its own comes first: calls of Set-MeshFailover. An
/// order that is the same everywhere is a split of one destination with fallbacks.
/// </summary>
internal static class FailoverKeys
{
    private const string Cmdlet = "Set-MeshFailover";

    private static readonly Section<SplitItem> OfMesh = new("failover", [Order, Region, SplitKeys.Match]);

    private static readonly Section<SplitItem> AtGateway =
        new("gatewayFailover", [Order, Region, SplitKeys.Match, SplitKeys.AtGatewayName, SplitKeys.AtHostname]);

    /// <summary>The key of requests of the mesh.</summary>
    public static readonly DeclarationKey<MeshService> Traffic = CalledKeys.Of(
        Cmdlet,
        "Which clusters take over for each other; in each client cluster its own comes first.",
        OfMesh,
        new(),
        service => SplitKeys.Items(service, service.TrafficSplit.Where(split => split.IsLocalFirst)),
        (service, item, context) =>
        {
            var given = Given(service, item, context);
            return context.Guard(() => SplitKeys.Added(service, service.WithTrafficSplit(given, item.Match, isLocalFirst: true)));
        });

    /// <summary>The key of requests that come through gateways.</summary>
    public static readonly DeclarationKey<MeshService> Gateway = CalledKeys.Of(
        Cmdlet,
        "Which clusters take over for each other for the requests that come through gateways of one's own.",
        AtGateway,
        new(),
        service => SplitKeys.AtGateways(service, split => split.IsLocalFirst),
        (service, item, context) =>
        {
            var given = Given(service, item, context);
            return context.Guard(() => SplitKeys.Added(
                service, service.WithGatewaySplit(item.Gateway!, item.Hostname!, given, item.Match, isLocalFirst: true)));
        });

    private static DeclarationKey<SplitItem> Order => new(
        "destination", new ListShape(new TextShape("cluster1")),
        "The clusters, or versions there, in the order in which they take over; with region, all of them where none is named.",
        item => PlaceTexts.Write(item.Destination[0].Places.ToValueList()),
        (item, value, context) => item with { Order = PlaceTexts.Read(value, context) })
    {
        IsPositional = true,
    };

    private static DeclarationKey<SplitItem> Region => new(
        "region", new ListShape(new TextShape("us-east-1:80")),
        "The regions that take over for each other in this order, the callers' own first; or their shares of the requests.",
        item => item.Destination[0].Region is { Count: > 0 } regions
            ? Model.Objects.UnstructuredList.From(regions.Select(region => region.ToString()))
            : null,
        (item, value, context) => item with { Region = context.Each(value, (text, _) => RegionSyntax.Parse(((string)text).Trim())) });

    private static IReadOnlyList<MeshDestination> Given(MeshService service, SplitItem item, ReadContext context) =>
        item.Region.Count > 0
            ? context.Under("region").Guard(() => Failovers.ByRegion(service, item.Order, item.Region))
            : context.Under("destination").Guard(() => Failovers.Destination(service, item.Order));
}
