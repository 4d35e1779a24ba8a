namespace MeshFederation.Clusters.Tests.Server.Kinds;

/// <summary>
/// The fields of a kind that server-side apply does not treat as a struct, a scalar or an atomic list, by their path:
/// names joined by dots, with <c>[]</c> for the items of a list (<c>spec.containers[].ports</c>).
/// </summary>
public sealed record FieldSchema
{
    private static readonly string[] NoKeys = [];

    /// <summary>What every kind has.</summary>
    public static readonly FieldSchema Metadata = new FieldSchema()
        .WithOpenMaps("metadata.labels", "metadata.annotations", "data", "binaryData", "stringData")
        .WithSets("metadata.finalizers")
        .WithList("metadata.ownerReferences", "uid");

    private Dictionary<string, string[]> Lists { get; init; } = [];

    private HashSet<string> Atomic { get; init; } = [];

    private HashSet<string> Open { get; init; } = [];

    private Dictionary<string, string> Defaults { get; init; } = [];

    /// <summary>Adds a list whose items are told apart by keys.</summary>
    public FieldSchema WithList(string path, params string[] keys) => this with { Lists = new(Lists) { [path] = keys } };

    /// <summary>Adds lists of scalars that are sets.</summary>
    public FieldSchema WithSets(params string[] paths) =>
        this with { Lists = new([.. Lists, .. paths.Select(path => KeyValuePair.Create(path, NoKeys))]) };

    /// <summary>Adds maps that are owned as a whole.</summary>
    public FieldSchema WithAtomicMaps(params string[] paths) => this with { Atomic = [.. Atomic, .. paths] };

    /// <summary>Adds maps with keys of the user's choice, whose entries are owned beside their content.</summary>
    public FieldSchema WithOpenMaps(params string[] paths) => this with { Open = [.. Open, .. paths] };

    /// <summary>Adds a default of a key of a list's items.</summary>
    public FieldSchema WithKeyDefault(string key, string value) => this with { Defaults = new(Defaults) { [key] = value } };

    /// <summary>The keys of a list's items; none for a set; null for an atomic list.</summary>
    public string[]? KeysOf(string path) => Lists.GetValueOrDefault(path);

    /// <summary>Whether a map is owned as a whole.</summary>
    public bool IsAtomicMap(string path) => Atomic.Contains(path);

    /// <summary>Whether the entries of a map are owned beside their content.</summary>
    public bool IsOpenMap(string path) => Open.Contains(path);

    /// <summary>The value of a key that an item leaves out.</summary>
    public string? DefaultOf(string key) => Defaults.GetValueOrDefault(key);
}
