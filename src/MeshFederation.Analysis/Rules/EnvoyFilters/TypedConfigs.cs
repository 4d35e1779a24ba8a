using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

/// <summary>The configuration of Envoy's that patches carry, with its types.</summary>
internal static class TypedConfigs
{
    private const string Field = "@type";

    /// <summary>Every type that the patches of an EnvoyFilter name, without the part up to its last slash.</summary>
    public static IEnumerable<(UnstructuredMap Map, string Type)> Of(MeshManifest filter) =>
        filter.Spec.Maps(EnvoyPatch.Field).Select(patch => patch.Map("patch")?.Map("value")).OfType<UnstructuredMap>().SelectMany(Inside);

    /// <summary>
    /// The package of a type: <c>envoy.extensions.filters.http.lua.v3</c> of <c>envoy.extensions.filters.http.lua.v3.Lua</c>.
    /// </summary>
    public static string PackageOf(string type) =>
        string.Join('.', type.Split('.').TakeWhile(word => word.Length > 0 && !char.IsUpper(word[0])));

    private static IEnumerable<(UnstructuredMap Map, string Type)> Inside(object? value) => value switch
    {
        UnstructuredMap map => map.SelectMany(
            entry => entry.Key == Field && entry.Value is string type ? [(map, type[(type.LastIndexOf('/') + 1)..])] : Inside(entry.Value)),
        UnstructuredList list => list.SelectMany(Inside),
        _ => [],
    };
}
