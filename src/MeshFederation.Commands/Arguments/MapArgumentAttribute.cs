using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>The base of transformations that take a hashtable, an object as ConvertFrom-Json gives it, or the text <c>key=value,key=value</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class MapArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData);
        }
        catch (MeshException error)
        {
            return FaultedArgument.CreateMap(error);
        }
    }

    /// <summary>The error for something else.</summary>
    /// <param name="item">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    protected abstract MeshException Invalid(object item, string why);

    /// <summary>A pair of a text.</summary>
    /// <param name="pair">The pair, as <c>version=v3</c>.</param>
    /// <param name="text">The whole text.</param>
    /// <returns>Key and value.</returns>
    /// <exception cref="MeshException">The text is no pair.</exception>
    protected virtual (string Key, string Value) Pair(string pair, string text) =>
        pair.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, var value] ? (key, value) : throw Invalid(text, $"'{pair}' is not key=value");

    private IDictionary? Read(object? value) => value switch
    {
        null => null,
        IDictionary map => map,
        string text => Map(text.Split(',', StringSplitOptions.TrimEntries).Select(pair => Pair(pair, text)), text),
        PSObject custom => Map(custom.Properties.Select(property => (property.Name, property.Value)), custom),
        _ => throw Invalid(value, "it is neither a hashtable nor a text as key=value"),
    };

    private OrderedDictionary Map<T>(IEnumerable<(string Key, T Value)> pairs, object item)
    {
        var map = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (map.Contains(key)) throw Invalid(item, $"'{key}' comes twice");
            map.Add(key, value);
        }

        return map;
    }
}
