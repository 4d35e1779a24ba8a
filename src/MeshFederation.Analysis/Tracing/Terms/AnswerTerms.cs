using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Analysis.Tracing.Terms;

/// <summary>What a route answers in the place of a service (istio networking/v1 HTTPRedirect, HTTPDirectResponse).</summary>
internal static class AnswerTerms
{
    /// <summary>Where a caller is told to ask instead.</summary>
    public static TraceTerm Redirect(UnstructuredMap redirect)
    {
        var parts = new List<string>();
        if (redirect.Text("scheme") is { Length: > 0 } scheme) parts.Add($"by {scheme}");
        if (redirect.Text("authority") is { Length: > 0 } authority) parts.Add($"at {authority}");
        if (redirect.Number("port") is { } port) parts.Add(FormattableString.Invariant($"at port {port}"));
        else if (redirect.Text("derivePort") is { } derived) parts.Add($"at the port {derived}");
        if (redirect.Text("uri") is { Length: > 0 } path) parts.Add($"for the path {path}");
        if (redirect.Text("prefixRewrite") is { Length: > 0 } prefix) parts.Add($"for the path that begins with {prefix}");
        var where = parts.Count == 0 ? "for the same" : string.Join(' ', parts);
        return new("redirect", redirect, FormattableString.Invariant($"the caller is told by {Code(redirect)} to ask {where}"));
    }

    /// <summary>An answer of the route's own.</summary>
    public static TraceTerm Response(UnstructuredMap answer)
    {
        var body = answer.Map("body") is not { } content ? "nothing in it"
            : content.Text("string") is { } text ? $"'{text}'" : "bytes in it";
        return new("directResponse", answer, FormattableString.Invariant($"the caller gets {answer.Number("status")} with {body}"));
    }

    /// <summary>The status of a redirect: 301 where it says none.</summary>
    public static int Code(UnstructuredMap redirect) => (int)(redirect.Number("redirectCode") ?? 301);
}
