using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Policies;

/// <summary>Headers with their values, sorted by their lower-case names.</summary>
public sealed class HeaderValues : ReadOnlyMap<string>, IEquatable<HeaderValues>
{
    /// <summary>No headers.</summary>
    public static readonly HeaderValues Empty = new([], []);

    private HeaderValues(string[] keys, string[] values)
        : base(keys, values)
    {
    }

    /// <summary>Headers of pairs.</summary>
    /// <param name="headers">The headers by name, each once whatever its case.</param>
    /// <returns>The headers.</returns>
    public static HeaderValues Create(IEnumerable<KeyValuePair<string, string>> headers)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers) sorted[name.ToLowerInvariant()] = value;
        return sorted.Count == 0 ? Empty : new([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <inheritdoc />
    public bool Equals(HeaderValues? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as HeaderValues);

    /// <inheritdoc />
    public override int GetHashCode() => this.Aggregate(Count, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));

    /// <summary>The headers in one line.</summary>
    /// <returns>The text, as <c>x-a=1, x-b=2</c>.</returns>
    public override string ToString() => string.Join(", ", this.Select(header => $"{header.Key}={header.Value}"));
}
