using System.Diagnostics.CodeAnalysis;

namespace MeshFederation.Analysis.Access;

/// <summary>Texts that meet patterns with an asterisk, at which anything may stand.</summary>
internal static class PatternExamples
{
    private const string Letters = "zqjkvwyxbfghmnpdlcrtusaeio0123456789ZQJKVW";

    /// <summary>One that meets none of some patterns, so that it stands for all of which none of them speaks.</summary>
    /// <param name="usual">What it is where that meets none.</param>
    /// <param name="patterns">The patterns.</param>
    public static string Other(string usual, IEnumerable<string> patterns)
    {
        var all = patterns.Where(pattern => pattern != "*").ToHashSet(StringComparer.Ordinal);
        var (begins, ends) = (all.Where(pattern => pattern.EndsWith('*')).Select(pattern => pattern[..^1]).ToList(),
            all.Where(pattern => pattern.StartsWith('*')).Select(pattern => pattern[1..]).ToList());
        var root = usual.StartsWith('/') ? "/" : "";
        return Letters.SelectMany(_ => Letters, (begin, end) => root + begin + usual[root.Length..] + end).Prepend(usual)
            .FirstOrDefault(text => !all.Contains(text)
                && !begins.Exists(begin => text.StartsWith(begin, StringComparison.Ordinal))
                && !ends.Exists(end => text.EndsWith(end, StringComparison.Ordinal))) ?? usual;
    }

    /// <summary>One that meets a pattern.</summary>
    [return: NotNullIfNotNull(nameof(pattern))]
    public static string? Of(string? pattern) => pattern?.Replace("*", "x", StringComparison.Ordinal);

    /// <summary>One that meets each pattern, and one that meets both of how a text begins and how it ends.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> patterns)
    {
        var all = patterns.Distinct(StringComparer.Ordinal).ToList();
        var ends = all.Where(pattern => pattern.Length > 1 && pattern.StartsWith('*')).ToList();
        return
        [
            .. all.Select(pattern => Of(pattern)!)
                .Concat(all.Where(pattern => pattern.Length > 1 && pattern.EndsWith('*'))
                    .SelectMany(_ => ends, (begin, end) => Of(begin[..^1] + end)!))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
