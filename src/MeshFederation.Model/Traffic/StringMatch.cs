namespace MeshFederation.Model.Traffic;

/// <summary>A condition on a text of a request.</summary>
public sealed record StringMatch(StringMatchKind Kind, string Value)
{
    /// <summary>How it is compared.</summary>
    public StringMatchKind Kind { get; internal init; } = Kind;

    /// <summary>What it is compared with; empty for Present and Absent.</summary>
    public string Value { get; internal init; } = Value;

    /// <summary>The condition in words, as <c>begins with /api</c>.</summary>
    public string InWords => Kind switch
    {
        StringMatchKind.Exact => "is " + Value,
        StringMatchKind.Prefix => "begins with " + Value,
        StringMatchKind.Regex => "matches " + Value,
        StringMatchKind.Present => "is there",
        _ => "is not there",
    };

    /// <summary>The condition in signs.</summary>
    /// <returns>The text, as <c>=jason</c>, <c>^/api</c>, <c>~a+</c>, <c>present</c> or <c>absent</c>.</returns>
    public override string ToString() => Kind switch
    {
        StringMatchKind.Exact => "=" + Value,
        StringMatchKind.Prefix => "^" + Value,
        StringMatchKind.Regex => "~" + Value,
        StringMatchKind.Present => "present",
        _ => "absent",
    };
}
