using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Policies;

/// <summary>What becomes of the headers of requests and answers (istio networking/v1 Headers).</summary>
public sealed record MeshHeaderRule : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "headerRule";

    /// <summary>Headers that requests get in the place of what they had.</summary>
    public HeaderValues RequestSet { get; internal init; } = HeaderValues.Empty;

    /// <summary>Headers that requests get beside what they had.</summary>
    public HeaderValues RequestAdd { get; internal init; } = HeaderValues.Empty;

    /// <summary>Headers that are taken off requests.</summary>
    public ValueList<string> RequestRemove { get; internal init; } = [];

    /// <summary>Headers that answers get in the place of what they had.</summary>
    public HeaderValues ResponseSet { get; internal init; } = HeaderValues.Empty;

    /// <summary>Headers that answers get beside what they had.</summary>
    public HeaderValues ResponseAdd { get; internal init; } = HeaderValues.Empty;

    /// <summary>Headers that are taken off answers.</summary>
    public ValueList<string> ResponseRemove { get; internal init; } = [];

    /// <summary>Whether it sets the authority by which the service knows the host that was called.</summary>
    internal bool SetsAuthority => RequestSet.ContainsKey(AuthorityHeader.Name) || RequestAdd.ContainsKey(AuthorityHeader.Name);

    /// <summary>Whether it sets the authority twice, which a request has once.</summary>
    internal bool SetsAuthorityTwice => RequestSet.ContainsKey(AuthorityHeader.Name) && RequestAdd.ContainsKey(AuthorityHeader.Name);

    /// <inheritdoc />
    public override string Value => string.Join("; ", Parts());

    private IEnumerable<string> Parts()
    {
        if (RequestSet.Count > 0) yield return $"request set {RequestSet}";
        if (RequestAdd.Count > 0) yield return $"request add {RequestAdd}";
        if (RequestRemove.Count > 0) yield return $"request remove {RequestRemove}";
        if (ResponseSet.Count > 0) yield return $"response set {ResponseSet}";
        if (ResponseAdd.Count > 0) yield return $"response add {ResponseAdd}";
        if (ResponseRemove.Count > 0) yield return $"response remove {ResponseRemove}";
    }
}
