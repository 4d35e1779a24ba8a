using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

/// <summary>The configuration of Envoy's that patches carry, with its types.</summary>
internal static class TypedConfigs
{
    /// <summary>Every type that the patches of an EnvoyFilter name, without the part up to its last slash.</summary>
    public static IEnumerable<(UnstructuredMap Map, string Type)> Of(MeshManifest filter) =>
        filter.Spec.Maps(EnvoyPatch.Field).Select(patch => patch.Map("patch")?.Map("value")).OfType<UnstructuredMap>().SelectMany(Inside);

    /// <summary>
    /// The package of a type: <c>envoy.extensions.filters.http.lua.v3</c> of <c>envoy.extensions.filters.http.lua.v3.Lua</c>.
    /// </summary>
    public static string PackageOf(string type) =>
        string.Join('.', type.Split('.').TakeWhile(word => word.Length > 0 && !char.IsUpper(word[0])));

    /// <summary>Whether a type is of version 2 of Envoy's API.</summary>
    public static bool IsOfV2(string type)
    {
        if (!type.StartsWith("envoy.", StringComparison.Ordinal)) return false;
        var package = PackageOf(type);
        var version = package[(package.LastIndexOf('.') + 1)..];
        return version is "v2" || version.StartsWith("v2alpha", StringComparison.Ordinal);
    }

    private static IEnumerable<(UnstructuredMap Map, string Type)> Inside(object? value) => value switch
    {
        UnstructuredMap map => map.SelectMany(
            entry => entry.Key == EnvoyPatch.TypeField && entry.Value is string type
                ? [(map, type[(type.LastIndexOf('/') + 1)..])]
                : Inside(entry.Value)),
        UnstructuredList list => list.SelectMany(Inside),
        _ => [],
    };
}
