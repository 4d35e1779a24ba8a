namespace MeshFederation.Model.Traffic;

/// <summary>How a text is compared (istio networking/v1 StringMatch).</summary>
public enum StringMatchKind : long
{
    /// <summary>The text is this one.</summary>
    Exact,

    /// <summary>The text begins like this.</summary>
    Prefix,

    /// <summary>The text as a whole matches this RE2 expression.</summary>
    Regex,

    /// <summary>There is a text, whatever it is.</summary>
    Present,

    /// <summary>There is no text.</summary>
    Absent,
}
