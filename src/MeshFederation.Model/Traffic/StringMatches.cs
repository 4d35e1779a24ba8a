using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Traffic;

/// <summary>Conditions by name, of headers or of query parameters; sorted by name.</summary>
public sealed class StringMatches : ReadOnlyMap<StringMatch>, IEquatable<StringMatches>
{
    /// <summary>No conditions.</summary>
    public static readonly StringMatches Empty = new([], []);

    private StringMatches(string[] keys, StringMatch[] values)
        : base(keys, values)
    {
    }

    /// <summary>Conditions of pairs.</summary>
    /// <param name="matches">The conditions by name; a later one of the same name wins.</param>
    /// <returns>The conditions.</returns>
    public static StringMatches Create(IEnumerable<KeyValuePair<string, StringMatch>> matches)
    {
        var sorted = new SortedDictionary<string, StringMatch>(StringComparer.Ordinal);
        foreach (var (name, match) in matches) sorted[name] = match;
        return sorted.Count == 0 ? Empty : new([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <inheritdoc />
    public bool Equals(StringMatches? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as StringMatches);

    /// <inheritdoc />
    public override int GetHashCode() => this.Aggregate(Count, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));
}
