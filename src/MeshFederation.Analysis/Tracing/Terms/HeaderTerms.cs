using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>What becomes of the headers of requests and answers (istio networking/v1 Headers).</summary>
internal static class HeaderTerms
{
    /// <summary>What the headers of a route say, or those of a destination of it: a term for requests, one for answers.</summary>
    public static IEnumerable<TraceTerm> Of(UnstructuredMap headers)
    {
        if (Term(headers, "request", "requests") is { } request) yield return request;
        if (Term(headers, "response", "answers") is { } answer) yield return answer;
    }

    private static TraceTerm? Term(UnstructuredMap headers, string side, string what)
    {
        if (headers.Map(side) is not { } operations) return null;
        var parts = Entries(operations, "set", "the header")
            .Concat(Entries(operations, "add", "beside what they have the header")).ToList();
        var get = parts.Count > 0 ? $"{what} get {string.Join(", ", parts)}" : "";
        var removed = operations.List("remove").OfType<string>().ToList();
        var lose = removed.Count > 0 ? $"{(get.Length > 0 ? "and" : what)} lose the header {string.Join(", ", removed)}" : "";
        return get.Length + lose.Length == 0 ? null
            : new($"headers.{side}", operations, string.Join(' ', new[] { get, lose }.Where(part => part.Length > 0)));
    }

    private static IEnumerable<string> Entries(UnstructuredMap operations, string field, string words) =>
        operations.Map(field) is not { Count: > 0 } entries ? []
            : [$"{words} {string.Join(", ", entries.Select(entry => $"{entry.Key}={entry.Value}"))}"];
}
