using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Reads what takes over for destinations: <c>cluster1/v1</c> for all of them, several of these in their order, or a hashtable with a
/// destination as each key and such texts as values.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FallbackArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(ArgumentMap.Unwrapped(inputData));
        }
        catch (MeshException error)
        {
            return FaultedArgument.Create<FallbackChoice>(error);
        }
    }

    private static FallbackChoice[] Read(object? value) => value switch
    {
        FallbackChoice choice => [choice],
        IEnumerable<FallbackChoice> choices => [.. choices],
        IDictionary map => Choices(map.Cast<DictionaryEntry>().Select(entry => (ArgumentMap.Text(entry.Key), entry.Value))),
        PSObject custom => Choices(custom.Properties.Select(property => (property.Name, (object?)property.Value))),
        _ => PlaceList.Read(value) is { Count: > 0 } places ? [new(null, places)] : throw Empty(),
    };

    /// <summary>A variable that nothing was put into must not leave a split without what was meant to take over.</summary>
    private static MeshException Empty() => FallbackErrors.Invalid("", "it is empty");

    private static FallbackChoice[] Choices(IEnumerable<(string Key, object? Value)> entries)
    {
        var choices = new List<FallbackChoice>();
        foreach (var (key, value) in entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var of = DestinationSyntax.ParsePlace(key.Trim());
            if (choices.Exists(choice => choice.Of == of)) throw FallbackErrors.Invalid(key, "the destination has one already");
            var to = PlaceList.Read(value);
            if (to.Count == 0) throw FallbackErrors.Invalid(key, "nothing stands behind it");
            choices.Add(new(of, to));
        }

        return choices.Count > 0 ? [.. choices] : throw Empty();
    }
}
