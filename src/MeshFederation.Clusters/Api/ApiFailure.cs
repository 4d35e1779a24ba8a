using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>A refusal, read: from it an error is made.</summary>
internal sealed record ApiFailure(ApiConnection Connection, ApiRequest Request, ApiAnswer Answer, UnstructuredMap Status)
{
    public string Context => Connection.Context;

    /// <summary>What was asked for: <c>VirtualService default/reviews</c>.</summary>
    public string Title => Request.Title;

    public string Reason => Status.Text("reason") ?? "";

    /// <summary>What the server says, no longer than can be read, ending in a full stop.</summary>
    public string Detail => ShortText.Of(Whole);

    /// <summary>All that the server says; the status alone when it says nothing of its own.</summary>
    private string Whole => Sentence(Status.Text("message") ?? FormattableString.Invariant($"HTTP {Answer.Status}"));

    public UnstructuredMap Details => Status.Map("details") ?? UnstructuredMap.Empty;

    public ValueList<ApiCause> Causes { get; } = (Status.Map("details") ?? UnstructuredMap.Empty).Maps("causes")
        .Select(cause => new ApiCause(cause.Text("reason") ?? "", cause.Text("field") ?? "", cause.Text("message") ?? "")).ToValueList();

    public bool Says(string words) => Whole.Contains(words, StringComparison.OrdinalIgnoreCase);

    public ApiException Error(string errorId, MeshErrorKind kind, string message, string action) =>
        new(errorId, kind, message, action, Title)
        {
            Context = Context,
            Status = Answer.Status,
            Reason = Reason,
            Detail = Detail,
            Causes = Causes,
            RetryAfter = Answer.RetryAfter,
            MayBeDone = Answer.IsOpen,
        };

    private static string Sentence(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
