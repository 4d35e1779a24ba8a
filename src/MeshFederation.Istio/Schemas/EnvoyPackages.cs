namespace MeshFederation.Istio.Schemas;

/// <summary>
/// The packages of Envoy's types that istiod knows, of the version that <see cref="Model.Clusters.IstioVersion.Current"/> names; what is in
/// none of them, its webhook refuses (istio pkg/config/xds/filter_types.gen.go).
/// </summary>
internal static class EnvoyPackages
{
    private const string Resource = "envoy-packages.txt";

    private static readonly Lazy<HashSet<string>> Known = new(Read);

    /// <summary>Whether istiod knows the types of a package; Protobuf's own and xDS's are always known.</summary>
    /// <param name="package">The package, as <c>envoy.extensions.filters.http.lua.v3</c>.</param>
    public static bool AreKnown(string package) =>
        package.StartsWith("google.protobuf", StringComparison.Ordinal)
        || package.StartsWith("xds.", StringComparison.Ordinal)
        || package.StartsWith("udpa.", StringComparison.Ordinal)
        || Known.Value.Contains(package);

    private static HashSet<string> Read()
    {
        using var reader = new StreamReader(typeof(EnvoyPackages).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
    }
}
