using System.Text.RegularExpressions;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Selectors;

/// <summary>A selector of labels, as <c>app=a,tier!=b,env in (x,y),!old</c>.</summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<IReadOnlyDictionary<string, string>, bool>> _terms;

    private LabelSelector(List<Func<IReadOnlyDictionary<string, string>, bool>> terms) => _terms = terms;

    /// <summary>Reads a selector; empty selects everything.</summary>
    public static LabelSelector Parse(string text) => new([.. Terms(text).Select(Term)]);

    /// <summary>Whether labels are selected.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => _terms.TrueForAll(term => term(labels));

    // Commas part the terms, but not within parentheses.
    private static IEnumerable<string> Terms(string text) =>
        TermPattern().Matches(text).Select(match => match.Value.Trim()).Where(term => term.Length > 0);

    private static Func<IReadOnlyDictionary<string, string>, bool> Term(string text)
    {
        var match = RequirementPattern().Match(text);
        if (!match.Success) throw Statuses.BadRequest($"unable to parse requirement: {text}");
        var (key, operation) = (match.Groups["key"].Value, match.Groups["op"].Value);
        var values = match.Groups["value"].Value.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries);
        return operation switch
        {
            "" when match.Groups["not"].Length > 0 => labels => !labels.ContainsKey(key),
            "" => labels => labels.ContainsKey(key),
            "=" or "==" or "in" => labels => labels.TryGetValue(key, out var value) && values.Contains(value),
            _ => labels => !labels.TryGetValue(key, out var value) || !values.Contains(value),
        };
    }

    [GeneratedRegex(@"(\([^)]*\)|[^,(])+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TermPattern();

    [GeneratedRegex(
        @"^(?<not>!)?\s*(?<key>[-A-Za-z0-9_./]+)(\s*(?<op>==?|!=)\s*(?<value>[-A-Za-z0-9_.]*)|\s+(?<op>in|notin)\s*(?<value>\([^()]*\)))?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RequirementPattern();
}
