using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Model.Services;

/// <summary>Port numbers by port name, sorted by name.</summary>
public sealed class PortNumbers : ReadOnlyMap<int>, IEquatable<PortNumbers>
{
    /// <summary>No port has another number.</summary>
    public static readonly PortNumbers Same = new([], []);

    private PortNumbers(string[] keys, int[] values)
        : base(keys, values)
    {
    }

    /// <summary>Port numbers of pairs.</summary>
    /// <param name="numbers">The numbers by port name.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="MeshException">A number is out of range.</exception>
    public static PortNumbers Create(IEnumerable<KeyValuePair<string, int>> numbers)
    {
        var sorted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, number) in numbers) sorted[name] = PortErrors.RequireNumber(number, name);
        return sorted.Count == 0 ? Same : new([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <inheritdoc />
    public bool Equals(PortNumbers? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as PortNumbers);

    /// <inheritdoc />
    public override int GetHashCode() => this.Aggregate(Count, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));
}
