namespace MeshFederation.Clusters.Yaml;

/// <summary>What the plain documents of a file are read with: what they have in common, and what each next one uses again.</summary>
internal sealed class PlainScratch
{
    private readonly Stack<MapBuilder> _builders = new();

    /// <summary>The texts.</summary>
    public TextPool Texts { get; } = new();

    /// <summary>The lines of the maps and lists of all of them.</summary>
    public LineTable Lines { get; } = new();

    /// <summary>A builder that has nothing yet.</summary>
    /// <param name="line">The line of the map.</param>
    public MapBuilder Builder(int line)
    {
        if (!_builders.TryPop(out var builder)) return new(line);
        builder.Begin(line);
        return builder;
    }

    /// <summary>Takes a builder whose map is built.</summary>
    public void GiveBack(MapBuilder builder) => _builders.Push(builder);
}
