namespace MeshFederation.Analysis.Rules;

/// <summary>
/// What several findings of a rule in a cluster come from: one change mends all of them, so they are said once, with their number and
/// examples.
/// </summary>
/// <param name="Key">What is the same for all of them; compared by its own equality.</param>
/// <param name="Example">
/// How a finding is named among the examples; null for its object, or its field where the object is that of the first one.
/// </param>
internal sealed record Cause(object Key, string? Example = null)
{
    /// <summary>How many examples a message names beside the first.</summary>
    private const int Named = 3;

    /// <summary>A message with how often it is so: <c>MESSAGE And 997 more, as A, B and C.</c></summary>
    public static string Tell(string message, IReadOnlyList<string> more)
    {
        if (more.Count == 0) return message;
        var named = more.Distinct(StringComparer.Ordinal).Take(Named).ToList();
        var list = named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} and {named[^1]}";
        return FormattableString.Invariant($"{message} And {more.Count} more{(named.Count == more.Count ? ":" : ", as")} {list}.");
    }
}
