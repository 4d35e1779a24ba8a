using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing;

/// <summary>What objects of a client cluster gain that nothing calls yet.</summary>
internal static class Additions
{
    /// <summary>
    /// Whether two specs say the same but for some fields. Who sees an object only grows until the end, so it does not matter here.
    /// </summary>
    public static bool AreAlikeBut(UnstructuredMap before, UnstructuredMap after, params string[] fields) =>
        UnstructuredEquality.AreEqual(Without(before, fields), Without(after, fields));

    /// <summary>Whether all items of one list are in another.</summary>
    public static bool Contains(UnstructuredList all, UnstructuredList some) =>
        some.All(item => all.Any(other => UnstructuredEquality.AreEqual(item, other)));

    private static UnstructuredMap Without(UnstructuredMap spec, string[] fields) =>
        fields.Append(ExportScope.Field).Aggregate(spec, (map, field) => map.With(field, null));
}
