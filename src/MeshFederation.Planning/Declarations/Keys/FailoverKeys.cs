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

    private static readonly Section<SplitItem> OfMesh = new("failover", [Order, SplitKeys.Match]);

    private static readonly Section<SplitItem> AtGateway =
        new("gatewayFailover", [Order, SplitKeys.Match, SplitKeys.AtGatewayName, SplitKeys.AtHostname]);

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
            return context.Guard(() => service.WithTrafficSplit(given, item.Match, isLocalFirst: true));
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
            return context.Guard(() => service.WithGatewaySplit(item.Gateway!, item.Hostname!, given, item.Match, isLocalFirst: true));
        });

    private static DeclarationKey<SplitItem> Order => new(
        "destination", new ListShape(new TextShape("cluster1")), "The clusters, or versions there, in the order in which they take over.",
        item => PlaceTexts.Write(item.Destination[0].Places.ToValueList()),
        (item, value, context) => item with { Order = PlaceTexts.Read(value, context) })
    {
        IsRequired = true,
        IsPositional = true,
    };

    private static IReadOnlyList<MeshDestination> Given(MeshService service, SplitItem item, ReadContext context) =>
        context.Under("destination").Guard(() => Failovers.Destination(service, item.Order));
}
