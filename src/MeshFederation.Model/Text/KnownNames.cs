namespace MeshFederation.Model.Text;

/// <summary>Lists the names that there are for somebody who typed one that is not among them.</summary>
internal static class KnownNames
{
    /// <summary>More than these nobody reads in an error.</summary>
    private const int Most = 12;

    /// <summary>All names where they are few, else those that are most like the one that was typed.</summary>
    /// <param name="all">The names, in their order.</param>
    /// <param name="typed">What was typed; empty where nothing was.</param>
    /// <returns>The names in one line, and how many others there are.</returns>
    public static string Of(IReadOnlyCollection<string> all, string typed = "") => all.Count <= Most
        ? string.Join(", ", all)
        : FormattableString.Invariant(
            $"{string.Join(", ", all.OrderByDescending(name => Likeness(name, typed)).Take(Most))} and {all.Count - Most} more");

    /// <summary>A name that has the text in it is liker than any that begins as it does.</summary>
    private static int Likeness(string name, string typed)
    {
        if (typed.Length > 0 && name.Contains(typed, StringComparison.OrdinalIgnoreCase)) return int.MaxValue;
        var same = 0;
        while (same < name.Length && same < typed.Length && char.ToUpperInvariant(name[same]) == char.ToUpperInvariant(typed[same])) same++;
        return same;
    }
}
