using System.Text.RegularExpressions;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads destinations: <c>cluster2/v3:75</c>, or a hashtable with Cluster, Subset, Weight and Port.</summary>
public sealed partial class DestinationArgumentAttribute : FriendlyArgumentAttribute<MeshDestination>
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
    protected override IEnumerable<object?> Split(string text) => CommaBehindWeight().Split(text);

    [GeneratedRegex(@"(?<=:\s*\d+\s*%?\s*),", RegexOptions.None, 1000)]
    private static partial Regex CommaBehindWeight();

    private static MeshDestination FromMap(object? item)
    {
        var map = ArgumentMap.Of(item, why => DestinationSyntax.Invalid(ArgumentMap.Describe(item), why), "Cluster", "Subset", "Weight", "Port")
            ?? throw DestinationSyntax.Invalid(item, "it is neither a text nor a hashtable");
        var cluster = map.RequiredText("Cluster");
        var weight = map.Number("Weight") ?? throw DestinationSyntax.Invalid(ArgumentMap.Describe(item), "it has no Weight");
        var subset = map.Value("Subset") is string text ? DestinationSyntax.Labels(text, text) : map.Labels("Subset");
        var port = map.Number("Port") is { } number ? PortErrors.RequireNumber(number, cluster) : (int?)null;
        return new(cluster, subset, DestinationSyntax.RequireWeight(weight, cluster), port);
    }
}
