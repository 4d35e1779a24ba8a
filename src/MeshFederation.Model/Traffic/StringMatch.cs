using MeshFederation.Model.Text;

namespace MeshFederation.Model.Traffic;

/// <summary>A condition on a text of a request.</summary>
public sealed record StringMatch(StringMatchKind Kind, string Value)
{
    /// <summary>How it is compared.</summary>
    public StringMatchKind Kind { get; internal init; } = Kind;

    /// <summary>What it is compared with; empty for Present and Absent.</summary>
    public string Value { get; internal init; } = Value;

    /// <summary>
    /// Whether the text must be another one; no text counts as an empty one (istio networking/v1 HTTPMatchRequest.withoutHeaders).
    /// </summary>
    public bool IsInverse { get; internal init; }

    /// <summary>
    /// The condition in signs, by which matches are ordered: <c>=jason</c>, <c>!=jason</c>, <c>^/api</c>, <c>~a+</c>, <c>present</c>.
    /// </summary>
    internal string Sign => (IsInverse ? "!" : "") + Plain;

    private string Plain => Kind switch
    {
        StringMatchKind.Exact => "=" + Value,
        StringMatchKind.Prefix => "^" + Value,
        StringMatchKind.Regex => "~" + Value,
        StringMatchKind.Present => "present",
        _ => "absent",
    };

    /// <summary>The condition as it can be typed.</summary>
    /// <returns>The text, as <c>jason</c>, <c>@{ Prefix = 'jas' }</c>, <c>@{ Not = 'jason' }</c> or <c>@{ Present = $true }</c>.</returns>
    public override string ToString() => ShownText.Of(Kind switch
    {
        _ when IsInverse => $"@{{ Not{(Kind == StringMatchKind.Exact ? "" : Kind)} = '{Quoted}' }}",
        StringMatchKind.Exact => Value,
        StringMatchKind.Present => "@{ Present = $true }",
        StringMatchKind.Absent => "@{ Present = $false }",
        _ => $"@{{ {Kind} = '{Quoted}' }}",
    });

    private string Quoted => Value.Replace("'", "''", StringComparison.Ordinal);
}
