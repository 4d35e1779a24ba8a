using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Traffic;

/// <summary>Reads the short form of a destination: <c>cluster[/version | /key=value,…]:weight</c>.</summary>
public static class DestinationSyntax
{
    private const string Forms =
        "Write a destination as cluster2/v3:75, cluster2:75 or 'cluster2/version=v3,track=canary:75', the last in quotes.";

    /// <summary>Reads a destination.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="MeshException">The text is no destination, its weight no percentage, or its labels no labels.</exception>
    public static MeshDestination Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            throw Invalid(text, text.Contains('=', StringComparison.Ordinal)
                ? "it has no weight; several labels need quotes around the whole"
                : "it has no weight");
        }
        if (text.IndexOf(':', StringComparison.Ordinal) < colon)
            throw Invalid(text, "it has two weights; between two destinations stands a comma, and each that is in quotes has its own");
        var place = Place(text[..colon], text);
        return new(place.Cluster, place.Subset, Weight(text[(colon + 1)..], text));
    }

    /// <summary>Reads what takes over for a destination, or the destination itself: the short form without a weight.</summary>
    /// <param name="text">The text, as <c>cluster1/v1</c>.</param>
    /// <returns>The cluster and pods.</returns>
    /// <exception cref="MeshException">The text is no destination, its labels are no labels, or it has a weight.</exception>
    public static MeshFallback ParsePlace(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? throw FallbackErrors.Weighted(text) : Place(text, text);

    /// <summary>
    /// Takes a text apart that names several places. A comma stands between places; before <c>key=value</c> without a cluster it stands
    /// between labels. A cluster's name has no dot, the prefix of a label's key has.
    /// </summary>
    /// <param name="text">The text, as <c>cluster1/v1, cluster2</c>.</param>
    /// <returns>The text of each place.</returns>
    public static IEnumerable<string> SplitPlaces(string text)
    {
        var place = "";
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var isLabel = part.Contains('=', StringComparison.Ordinal) && place.Length > 0
                && (!part.Contains('/', StringComparison.Ordinal) || part.Split('/')[0].Contains('.', StringComparison.Ordinal));
            if (place.Length > 0 && !isLabel) yield return place;
            place = isLabel ? place + "," + part : part;
        }

        yield return place;
    }

    private static MeshFallback Place(string target, string text)
    {
        var slash = target.IndexOf('/', StringComparison.Ordinal);
        var cluster = slash < 0 ? target : target[..slash];
        if (cluster.Length == 0) throw Invalid(text, "it names no cluster");
        return new(cluster, slash < 0 ? LabelSet.Empty : Labels(target[(slash + 1)..], text));
    }

    /// <summary>Requires a weight.</summary>
    /// <param name="weight">The weight, in percent.</param>
    /// <param name="target">What was typed.</param>
    /// <returns>The weight.</returns>
    /// <exception cref="MeshException">It is not from 0 to 100.</exception>
    public static int RequireWeight(long weight, object target) =>
        weight is >= 0 and <= 100 ? (int)weight : throw WeightInvalid(weight, target);

    /// <summary>Reads labels: <c>v3</c> for <c>version=v3</c>, or <c>key=value,…</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="target">What was typed, for errors.</param>
    /// <returns>The labels.</returns>
    /// <exception cref="MeshException">The text is not labels.</exception>
    public static LabelSet Labels(string text, object target)
    {
        if (text.Length == 0) throw Invalid(target, "it names no version behind the slash");
        if (!text.Contains('=', StringComparison.Ordinal)) return LabelSet.Create(MeshVersion.UsualLabel, text);
        return LabelSet.Create(text.Split(',').Select(pair => pair.Split('=', 2)).Select(pair =>
            pair.Length == 2
                ? new KeyValuePair<string, string>(pair[0], pair[1])
                : throw Invalid(target, $"'{pair[0]}' is not key=value")));
    }

    private static int Weight(string text, string target) =>
        long.TryParse(text.EndsWith('%') ? text[..^1] : text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var weight)
            ? RequireWeight(weight, target)
            : throw WeightInvalid(text, target);

    /// <summary>The error for a weight that is none.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="target">What was typed.</param>
    /// <returns>The error.</returns>
    public static MeshException WeightInvalid(object weight, object target) => new(
        MeshErrorId.WeightInvalid,
        MeshErrorKind.InvalidArgument,
        $"The weight '{weight}'{(Equals(weight, target) ? "" : $" in '{target}'")} is not a whole number from 0 to 100.",
        "Give whole percentages that total 100, as in cluster2/v3:75, cluster1/v1:25.",
        target);

    /// <summary>The error for a text that is no destination.</summary>
    /// <param name="target">What was typed.</param>
    /// <param name="why">The cause.</param>
    /// <returns>The error.</returns>
    public static MeshException Invalid(object? target, string why) => new(
        MeshErrorId.DestinationInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{target}' cannot be read as a destination: {why}.",
        Forms,
        target);
}
