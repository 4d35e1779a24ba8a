using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
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

    private static readonly Section<SplitItem> OfMesh = new("failover", [Order, SplitKeys.Match]);

    private static readonly Section<SplitItem> AtGateway =
        new("gatewayFailover", [Order, SplitKeys.Match, SplitKeys.AtGatewayName, SplitKeys.AtHostname]);

    /// <summary>The key of requests of the mesh.</summary>
    public static readonly DeclarationKey<MeshService> Traffic = new(
        "failover",
        new ListShape(OfMesh.Shape),
        "Which clusters take over for each other; in each client cluster its own comes first.",
        service => SplitKeys.List(SplitKeys.Items(service, service.TrafficSplit.Where(split => split.IsLocalFirst)), OfMesh),
        (service, value, context) => ListShape.Items(value, context.Path).Aggregate(service, (split, entry) => Read(
            split, entry.Item, context with { Path = entry.Path }, OfMesh, (item, given) =>
                split.WithTrafficSplit(given, item.Match, isLocalFirst: true))))
    {
        Parameter = null,
        Call = item => new(Cmdlet, item, OfMesh.Shape),
    };

    /// <summary>The key of requests that come through gateways.</summary>
    public static readonly DeclarationKey<MeshService> Gateway = new(
        "gatewayFailover",
        new ListShape(AtGateway.Shape),
        "Which clusters take over for each other for the requests that come through gateways of one's own.",
        service => SplitKeys.List(SplitKeys.AtGateways(service, split => split.IsLocalFirst), AtGateway),
        (service, value, context) => ListShape.Items(value, context.Path).Aggregate(service, (split, entry) => Read(
            split, entry.Item, context with { Path = entry.Path }, AtGateway, (item, given) =>
                split.WithGatewaySplit(item.Gateway!, item.Hostname!, given, item.Match, isLocalFirst: true))))
    {
        Parameter = null,
        Call = item => new(Cmdlet, item, AtGateway.Shape),
    };

    private static DeclarationKey<SplitItem> Order => new(
        "destination", new ListShape(new TextShape("cluster1")), "The clusters, or versions there, in the order in which they take over.",
        item => PlaceTexts.Write(item.Destination[0].Places.ToValueList()),
        (item, value, context) => item with { Order = PlaceTexts.Read(value, context) })
    {
        IsRequired = true,
        IsPositional = true,
    };

    private static MeshService Read(
        MeshService service,
        object? value,
        ReadContext context,
        Section<SplitItem> section,
        Func<SplitItem, IReadOnlyList<MeshDestination>, MeshService> split)
    {
        var item = section.Read((UnstructuredMap)value!, context, new());
        var given = context.Under("destination").Guard(() => Failovers.Destination(service, item.Order));
        return context.Guard(() => split(item, given));
    }
}
