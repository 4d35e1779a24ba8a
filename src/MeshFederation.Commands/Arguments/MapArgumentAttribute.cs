using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// The base of transformations that take a hashtable, an ordered one, an object as ConvertFrom-Json gives it, or the text
/// <c>key=value,key=value</c>, in quotes or not: without them PowerShell makes a list of it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class MapArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(ArgumentMap.Unwrapped(inputData));
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
        PairText.Of(pair) ?? throw Invalid(text, $"'{pair}' is not key=value");

    private Hashtable? Read(object? value) => value switch
    {
        null => null,
        Hashtable map => map,
        IDictionary map => new Hashtable(map),
        string text => Map(text.Split(',', StringSplitOptions.TrimEntries).Select(pair => Pair(pair, text)), text),
        IEnumerable many => Map(many.Cast<object?>().Select(item => Pair(ArgumentMap.Text(item), ArgumentMap.Text(item))), value),
        PSObject custom => Map(custom.Properties.Select(property => (property.Name, property.Value)), custom),
        _ => throw Invalid(value, "it is neither a hashtable nor a text as key=value"),
    };

    private Hashtable Map<T>(IEnumerable<(string Key, T Value)> pairs, object item)
    {
        var map = new Hashtable(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            if (map.ContainsKey(key)) throw Invalid(item, $"'{key}' comes twice");
            map.Add(key, value);
        }

        return map;
    }
}
