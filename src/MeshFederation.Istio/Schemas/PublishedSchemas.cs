using System.Collections.Concurrent;

namespace MeshFederation.Istio.Schemas;

/// <summary>
/// The schemas that Istio publishes, of the version that <see cref="Model.Clusters.IstioVersion.Current"/> names. They lie in the assembly,
/// and a kind's is read when an object of that kind is met.
/// </summary>
internal static class PublishedSchemas
{
    private static readonly ConcurrentDictionary<string, FieldSchema?> ByKind = new(StringComparer.Ordinal);

    private static readonly string[] Known =
        [.. typeof(PublishedSchemas).Assembly.GetManifestResourceNames()
            .Where(name => name.Contains(".istio.io_", StringComparison.Ordinal))];

    /// <summary>The kinds that have a schema, as <c>networking.istio.io/Gateway</c>.</summary>
    public static IEnumerable<string> Kinds => Known.Select(name => name.Replace('_', '/'));

    /// <summary>The schema of a kind's spec, or null when Istio publishes none.</summary>
    /// <param name="kind">Group and kind, as <c>networking.istio.io/Gateway</c>.</param>
    public static FieldSchema? Of(string kind) => ByKind.GetOrAdd(kind, Read);

    private static FieldSchema? Read(string kind)
    {
        using var stream = typeof(PublishedSchemas).Assembly.GetManifestResourceStream(kind.Replace('/', '_'));
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return SchemaReader.Read(reader.ReadToEnd());
    }
}
