using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>Makes a request that a match takes.</summary>
internal static class MatchedRequest
{
    private const string AnyValue = "any";

    /// <summary>
    /// The call of a match; null where no request can be made up, as of a regular expression.
    /// </summary>
    /// <param name="plain">The call without conditions.</param>
    /// <param name="match">The match.</param>
    public static TracedCall? Of(TracedCall plain, MeshMatch match)
    {
        if (Path(match) is not { } path || Values(match.Header) is not { } headers || Values(match.Query) is not { } query) return null;
        var asked = query.Count == 0 ? path : $"{path}?{string.Join('&', query.Select(item => $"{item.Key}={item.Value}"))}";
        return plain with
        {
            Caller = new(match.SourceNamespace ?? plain.Caller.Namespace, UnstructuredMap.Of(match.SourceLabel)),
            Request = plain.Request with { Path = asked, Method = match.Method ?? plain.Request.Method, Headers = headers },
            Which = plain.Which.Length == 0 ? match.ToString() : $"{match}, {plain.Which}",
        };
    }

    private static string? Path(MeshMatch match) => match.Path switch
    {
        null => "/",
        { Kind: StringMatchKind.Exact or StringMatchKind.Prefix, Value: var value } => value.StartsWith('/') ? value : "/" + value,
        _ => null,
    };

    /// <summary>A value for each name that must be there.</summary>
    private static Dictionary<string, string>? Values(StringMatches matches)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, match) in matches)
        {
            if (match.Kind == StringMatchKind.Absent) continue;
            if (match.Kind == StringMatchKind.Regex) return null;
            if (match.IsInverse) continue;
            values[name] = match.Kind == StringMatchKind.Present ? AnyValue : match.Value;
        }

        return values;
    }
}
