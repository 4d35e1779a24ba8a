using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Clusters;

/// <summary>What a selector asks of one label.</summary>
public sealed record SelectorRequirement
{
    internal SelectorRequirement(string key, SelectorOperator @operator, ValueList<string> values) =>
        (Key, Operator, Value) = (key, @operator, values);

    /// <summary>The key of the label.</summary>
    public string Key { get; internal init; }

    /// <summary>What is asked.</summary>
    public SelectorOperator Operator { get; internal init; }

    /// <summary>The values that it is about; empty for Exists and DoesNotExist.</summary>
    public ValueList<string> Value { get; internal init; }

    /// <summary>Whether labels meet it.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>True when they do.</returns>
    public bool Meets(IReadOnlyDictionary<string, string> labels)
    {
        var known = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            SelectorOperator.In => known && Value.Contains(value, StringComparer.Ordinal),
            SelectorOperator.NotIn => !known || !Value.Contains(value, StringComparer.Ordinal),
            SelectorOperator.Exists => known,
            _ => !known,
        };
    }

    /// <summary>The requirement as kubectl takes it: <c>env=prod</c>, <c>env in (prod, stage)</c>, <c>!legacy</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Operator switch
    {
        SelectorOperator.In => Value is [var only] ? $"{Key}={only}" : $"{Key} in ({Value})",
        SelectorOperator.NotIn => Value is [var only] ? $"{Key}!={only}" : $"{Key} notin ({Value})",
        SelectorOperator.Exists => Key,
        _ => "!" + Key,
    };
}
