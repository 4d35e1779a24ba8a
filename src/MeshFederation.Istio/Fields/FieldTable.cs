using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Fields;

/// <summary>
/// Since which version of Istio its CRDs have a field. What they do not have, the API server drops from an object without a word, or
/// refuses where it is a word of an enum. The table is <c>fields.txt</c>, whose head says what it was made of.
/// </summary>
internal static class FieldTable
{
    private const string Resource = "fields.txt";

    private static readonly Lazy<Dictionary<string, KindFields>> ByKind = new(Read);

    /// <summary>The kinds of the table, as <c>networking.istio.io/Gateway</c>.</summary>
    public static IEnumerable<string> Kinds => ByKind.Value.Keys;

    /// <summary>The first version that has a field; the oldest that is known where no older one lacks it.</summary>
    /// <param name="kind">Group and kind.</param>
    /// <param name="path">The path, as <c>spec.http[].retries.backoff</c>; a word of an enum stands behind <c>=</c>.</param>
    /// <returns>The version; null where Istio has no such kind.</returns>
    public static IstioVersion? Since(string kind, string path) =>
        ByKind.Value.TryGetValue(kind, out var fields) ? fields.Since(path) : null;

    /// <summary>Whether a version has a field; kinds that are not Istio's have all of theirs.</summary>
    /// <param name="kind">Group and kind.</param>
    /// <param name="path">The path.</param>
    /// <param name="version">The version.</param>
    public static bool Knows(string kind, string path, IstioVersion version) => Since(kind, path) is not { } since || version >= since;

    /// <summary>Whether the table says of a field itself since when it is there, and not of what it is in.</summary>
    /// <param name="kind">Group and kind.</param>
    /// <param name="path">The path.</param>
    public static bool IsListed(string kind, string path) => ByKind.Value.TryGetValue(kind, out var fields) && fields.IsListed(path);

    /// <summary>The fields of a kind that a version does not have; null where it has all.</summary>
    /// <param name="kind">Group and kind.</param>
    /// <param name="version">The version.</param>
    public static FieldNode? NewerThan(string kind, IstioVersion version) =>
        ByKind.Value.TryGetValue(kind, out var fields) ? fields.NewerThan(version) : null;

    private static Dictionary<string, KindFields> Read()
    {
        using var reader = new StreamReader(typeof(FieldTable).Assembly.GetManifestResourceStream(Resource)!);
        var kinds = new Dictionary<string, KindFields>(StringComparer.Ordinal);
        KindFields? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var words = line.Trim().Split(' ');
            if (line.StartsWith(' ')) current!.Add(words[1], IstioVersion.Parse(words[0]));
            else kinds.Add(words[0], current = new(IstioVersion.Parse(words[1])));
        }

        return kinds;
    }
}
