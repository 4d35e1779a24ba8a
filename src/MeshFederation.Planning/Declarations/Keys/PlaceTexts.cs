using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Clusters and pods as they are typed.</summary>
internal static class PlaceTexts
{
    /// <summary>The text; a version that is empty has no short form.</summary>
    public static string Of(MeshFallback place) => place.Subset is { Count: 1 } subset && subset.ContainsKey(MeshVersion.UsualLabel)
        && subset[MeshVersion.UsualLabel].Length == 0
            ? place.Cluster + "/" + subset
            : place.ToString();

    public static ValueList<MeshFallback> Read(object value, ReadContext context) =>
        context.Each(value, (item, _) => DestinationSyntax.ParsePlace(((string)item).Trim()));

    public static object Write(ValueList<MeshFallback> places) => places is [var only]
        ? Of(only)
        : Model.Objects.UnstructuredList.From(places.Select(Of));
}
