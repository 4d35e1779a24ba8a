using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Keys;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations;

/// <summary>The JSON Schema of declarations, draft-07, by which editors complete and check them.</summary>
public static class DeclarationSchema
{
    /// <summary>Where it is published.</summary>
    public const string Address =
        "https://raw.githubusercontent.com/MeshFederation/MeshFederation/main/docs/schema/federation.v1.schema.json";

    /// <summary>The schema.</summary>
    /// <returns>The schema.</returns>
    public static UnstructuredMap Write()
    {
        var root = RootKeys.Shape.Definition;
        var sections = Sections(RootKeys.Shape).Where(section => section.Name != RootKeys.Shape.Name)
            .DistinctBy(section => section.Name, StringComparer.Ordinal).OrderBy(section => section.Name, StringComparer.Ordinal).ToList();
        return UnstructuredMap.Read(
            ["$schema", "$id", "title", "description", .. root.Keys, "definitions"],
            [
                "http://json-schema.org/draft-07/schema#",
                Address,
                "MeshFederation: a federation of Istio meshes",
                "What Export-MeshFederation writes and Import-MeshFederation reads.",
                .. root.Values,
                UnstructuredMap.Read(sections.Select(section => section.Name), sections.Select(object? (section) => section.Definition)),
            ]);
    }

    /// <summary>All sections and their keys, a declaration itself first, for the page that lists them.</summary>
    internal static IEnumerable<SectionShape> Sections() =>
        Sections(RootKeys.Shape).DistinctBy(section => section.Name, StringComparer.Ordinal);

    private static IEnumerable<SectionShape> Sections(ValueShape shape) => shape switch
    {
        SectionShape section => section.Key.SelectMany(key => Sections(key.Shape)).Prepend(section),
        ListShape list => Sections(list.Item),
        MapShape map => Sections(map.Item),
        EitherShape either => either.Option.SelectMany(Sections),
        _ => [],
    };
}
