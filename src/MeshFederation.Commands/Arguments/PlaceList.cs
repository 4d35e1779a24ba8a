using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads places of a service, one or many in their order.</summary>
internal static class PlaceList
{
    /// <summary>Reads what takes over for a destination.</summary>
    /// <exception cref="MeshException">It is no place.</exception>
    public static ValueList<MeshFallback> Read(object? value) => ArgumentMap.Unwrapped(value) switch
    {
        null => [],
        MeshFallback place => [place],
        string text => Split(text).Select(DestinationSyntax.ParsePlace).ToValueList(),
        IDictionary or PSObject => throw FallbackErrors.Invalid(ArgumentMap.Describe(value), "it is neither a text nor a list of texts"),
        IEnumerable many => many.Cast<object?>().SelectMany(Read).ToValueList(),
        _ => throw FallbackErrors.Invalid(ArgumentMap.Describe(value), "it is neither a text nor a list of texts"),
    };

    /// <summary>A comma stands between places; before <c>key=value</c> without a cluster it stands between labels.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var place = "";
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var isLabel = part.Contains('=', StringComparison.Ordinal) && !part.Contains('/', StringComparison.Ordinal) && place.Length > 0;
            if (place.Length > 0 && !isLabel) yield return place;
            place = isLabel ? place + "," + part : part;
        }

        yield return place;
    }
}
