using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>What takes over for the destinations of a split: one for all, or a map of destinations.</summary>
internal static class FallbackKeys
{
    private static readonly ListShape Places = new(new TextShape("cluster1/v1"));

    /// <summary>What it may be.</summary>
    public static readonly ValueShape Shape = new EitherShape(
        [Places, new MapShape(Places, "destinations", "cluster2/v3") { MayBeEmpty = true }]);

    /// <summary>The shortest form that says it.</summary>
    public static object? Write(MeshService service, ValueList<MeshDestination> destinations)
    {
        var having =
            destinations.Where(destination => destination.Fallback.Count > 0).DistinctBy(destination => destination.Place).ToList();
        if (having.Count == 0) return null;
        var bare = destinations.Select(destination => destination with { Fallback = [] }).ToList();
        var all = having.MaxBy(destination => destination.Fallback.Count)!.Fallback;
        return Istio.Declarations.Fallbacks.Give(service, bare, [new(null, all)]).SequenceEqual(destinations)
            ? PlaceTexts.Write(all)
            : UnstructuredMap.Read(
                having.Select(destination => PlaceTexts.Of(destination.Place)),
                having.Select(destination => PlaceTexts.Write(destination.Fallback)));
    }

    public static IReadOnlyList<FallbackChoice> Read(object value, ReadContext context)
    {
        if (value is not UnstructuredMap map) return [Choice(null, value, context)];
        var choices = new List<FallbackChoice>();
        foreach (var (key, places) in map)
        {
            var here = context.Under(key);
            var of = here.Guard(() => DestinationSyntax.ParsePlace(key.Trim()));
            if (choices.Exists(choice => choice.Of == of))
                throw new DeclarationException(FallbackErrors.Invalid(key, "the destination has one already"), here.Path);
            choices.Add(Choice(of, places!, here));
        }

        return choices;
    }

    private static FallbackChoice Choice(MeshFallback? of, object value, ReadContext context) =>
        PlaceTexts.Read(value, context) is { Count: > 0 } places
            ? new(of, places)
            : throw new DeclarationException(FallbackErrors.Invalid(of?.ToString() ?? "", "nothing stands behind it"), context.Path);
}
