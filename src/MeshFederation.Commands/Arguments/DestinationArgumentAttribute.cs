using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads destinations: <c>cluster2/v3:75</c>, or a hashtable with Cluster, Subset, Weight, Port and Fallback.</summary>
public sealed class DestinationArgumentAttribute : FriendlyArgumentAttribute<MeshDestination>
{
    /// <inheritdoc />
    protected override MeshDestination Read(object? item) => item switch
    {
        MeshDestination destination => destination,
        string text => DestinationSyntax.Parse(text.Trim()),
        null => throw DestinationSyntax.Invalid(null, "there is none"),
        _ => FromMap(item),
    };

    /// <summary>A comma behind a weight ends a destination; others stand between labels.</summary>
    /// <inheritdoc />
    protected override IEnumerable<object?> Split(string text)
    {
        var start = 0;
        for (var comma = text.IndexOf(','); comma >= 0; comma = text.IndexOf(',', comma + 1))
        {
            if (!EndsInWeight(text.AsSpan(start, comma - start))) continue;
            yield return text[start..comma];
            start = comma + 1;
        }

        yield return text[start..];
    }

    /// <summary>Whether a text ends as in <c>:75</c> or <c>: 75 %</c>.</summary>
    private static bool EndsInWeight(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd();
        if (text.EndsWith("%")) text = text[..^1].TrimEnd();
        var bare = text.TrimEnd("0123456789");
        return bare.Length < text.Length && bare.TrimEnd().EndsWith(":");
    }

    private static MeshDestination FromMap(object? item)
    {
        var map = ArgumentMap.Of(
            item, why => DestinationSyntax.Invalid(ArgumentMap.Describe(item), why), "Cluster", "Subset", "Weight", "Port", "Fallback")
            ?? throw DestinationSyntax.Invalid(item, "it is neither a text nor a hashtable");
        var cluster = map.RequiredText("Cluster");
        var weight = map.Number("Weight") ?? throw DestinationSyntax.Invalid(ArgumentMap.Describe(item), "it has no Weight");
        var subset = map.Value("Subset") is string text ? DestinationSyntax.Labels(text, text) : map.Labels("Subset");
        var port = map.Number("Port") is { } number ? PortErrors.RequireNumber(number, cluster) : (int?)null;
        return new(cluster, subset, DestinationSyntax.RequireWeight(weight, cluster), port) { Fallback = PlaceList.Read(map.Value("Fallback")) };
    }
}
