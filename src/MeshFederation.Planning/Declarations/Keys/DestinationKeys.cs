using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Traffic.MeshDestination>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Destinations: texts as <c>cluster2/v3:75</c>, or maps with the keys of New-MeshDestination.</summary>
internal static class DestinationKeys
{
    private static readonly Section<MeshDestination> Section = new(
        "destination",
        Text(
            "cluster", "cluster2", "The name of the cluster.",
            destination => destination.Cluster, (destination, cluster) => destination with { Cluster = cluster })
            with
        { IsRequired = true },
        new DeclarationKey<MeshDestination>(
            "subset", new EitherShape([new TextShape("v3"), LabelKeys.Shape]), "The labels of the pods, or a version; all pods by default.",
            destination => LabelKeys.Write(destination.Subset),
            (destination, value, _) => destination with
            {
                Subset = value is string text ? DestinationSyntax.Labels(text, text) : LabelKeys.Read(value),
            }),
        Whole(
            "weight", new(0, 100, 75), "The share, in percent.",
            destination => destination.Weight, (destination, weight) => destination with { Weight = weight })
            with
        { IsRequired = true },
        Whole(
            "port", new(PortRange.Least, PortRange.Most, 9080), "The port of the service to call instead of the one that was called.",
            destination => destination.Port, (destination, port) => destination with { Port = port }));

    /// <summary>What a destination may be.</summary>
    public static readonly ValueShape Shape = new EitherShape([new TextShape("cluster2/v3:75"), Section.Shape]);

    /// <summary>A destination without its fallbacks; a port has no short form.</summary>
    public static object Write(MeshDestination destination) => destination.Port is null
        ? FormattableString.Invariant($"{PlaceTexts.Of(new(destination.Cluster, destination.Subset))}:{destination.Weight}")
        : Section.Write(destination);

    public static MeshDestination Read(object value, ReadContext context) => value is string text
        ? DestinationSyntax.Parse(text.Trim())
        : Section.Read((UnstructuredMap)value, context, new("", LabelSet.Empty, 0));
}
