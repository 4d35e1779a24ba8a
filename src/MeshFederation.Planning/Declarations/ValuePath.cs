using System.Globalization;
using System.Text;

namespace MeshFederation.Planning.Declarations;

/// <summary>The way from the root of a declaration to one of its values.</summary>
public sealed class ValuePath
{
    /// <summary>The root.</summary>
    public static readonly ValuePath Root = new(null, null, false);

    private readonly ValuePath? _parent;
    private readonly object? _last;

    private ValuePath(ValuePath? parent, object? last, bool isKey) => (_parent, _last, IsKey) = (parent, last, isKey);

    /// <summary>Whether the key itself is meant, not what stands behind it.</summary>
    public bool IsKey { get; }

    /// <summary>The keys and, as numbers from 0, the places in lists that lead there.</summary>
    public IReadOnlyList<object> Steps => _parent is null ? [] : [.. _parent.Steps, _last!];

    /// <summary>The value of a key of the map.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The way there.</returns>
    public ValuePath Under(string key) => new(this, key, false);

    /// <summary>An item of the list.</summary>
    /// <param name="index">Its place, from 0.</param>
    /// <returns>The way there.</returns>
    public ValuePath Item(int index) => new(this, index, false);

    /// <summary>A key of the map itself.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The way there.</returns>
    public ValuePath Key(string key) => new(this, key, true);

    /// <summary>The way as <c>services[0].port</c>; empty for the root.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Steps.Aggregate(new StringBuilder(), Append).ToString();

    private static StringBuilder Append(StringBuilder text, object step) => step is int index
        ? text.Append(CultureInfo.InvariantCulture, $"[{index}]")
        : text.Append(text.Length == 0 ? "" : ".").Append(step);
}
