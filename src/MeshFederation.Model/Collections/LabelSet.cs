using MeshFederation.Model.Names;

namespace MeshFederation.Model.Collections;

/// <summary>Kubernetes labels, sorted by key; equal to another set with the same pairs.</summary>
public sealed class LabelSet : ReadOnlyMap<string>, IEquatable<LabelSet>
{
    /// <summary>No labels: every pod is meant.</summary>
    public static readonly LabelSet Empty = new([], []);

    private const int Places = 1024;

    /// <summary>The set that was made last of each place: many services have the same few versions.</summary>
    private static readonly LabelSet?[] Known = new LabelSet[Places];

    private LabelSet(string[] keys, string[] values)
        : base(keys, values)
    {
    }

    /// <summary>The name of the subset with these labels, once it was asked for.</summary>
    internal string? Name { get; set; }

    /// <summary>Labels of key and value pairs.</summary>
    /// <param name="labels">The pairs, in any order.</param>
    /// <returns>The labels, sorted by key.</returns>
    /// <exception cref="Errors.MeshException">A key or a value cannot be a label, or a key comes twice.</exception>
    public static LabelSet Create(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in labels)
        {
            LabelSyntax.Require(key, value);
            if (!sorted.TryAdd(key, value)) throw LabelSyntax.Twice(key);
        }

        return sorted.Count == 0 ? Empty : Shared([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <summary>Labels of one pair.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">The label's value.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="Errors.MeshException">The key or the value cannot be a label.</exception>
    public static LabelSet Create(string key, string value)
    {
        LabelSyntax.Require(key, value);
        return Shared([key], [value]);
    }

    /// <summary>Whether these labels select a pod with the labels given, as a Kubernetes equality selector does.</summary>
    /// <param name="labels">The labels of the pod.</param>
    /// <returns>True when every pair of this set is among them.</returns>
    public bool Selects(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (key, value) in this)
        {
            if (!labels.TryGetValue(key, out var actual) || !string.Equals(value, actual, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private static LabelSet Shared(string[] keys, string[] values)
    {
        var made = new LabelSet(keys, values);
        ref var place = ref Known[(uint)made.GetHashCode() % Places];
        if (Volatile.Read(ref place) is { } known && known.Equals(made)) return known;
        Volatile.Write(ref place, made);
        return made;
    }

    /// <inheritdoc />
    public bool Equals(LabelSet? other) => other is not null && Keys.SequenceEqual(other.Keys, StringComparer.Ordinal)
        && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, value) in this) hash.Add(HashCode.Combine(key, value));
        return hash.ToHashCode();
    }

    /// <summary>The labels as a selector: <c>track=canary,version=v3</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join(',', this.Select(label => label.Key + "=" + label.Value));
}
