namespace MeshFederation.Model.Policies;

/// <summary>What requests ask for instead when they go on (istio networking/v1 HTTPRewrite).</summary>
public sealed record MeshRewrite : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "rewrite";

    /// <summary>
    /// The path in the place of what the match asks for: of the beginning where it is a prefix, else of the whole path; null for as it is.
    /// </summary>
    public string? Path { get; internal init; }

    /// <summary>An RE2 expression for the part of the path that is replaced; null for none.</summary>
    public string? PathRegex { get; internal init; }

    /// <summary>What takes the place of that part; <c>\1</c> stands for what its first group found.</summary>
    public string? Replacement { get; internal init; }

    /// <summary>The authority, which HTTP/1.1 calls Host; null for the one that was called.</summary>
    public string? Authority { get; internal init; }

    /// <inheritdoc />
    public override string Value => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (Path is not null) yield return "path " + Path;
        if (PathRegex is not null) yield return $"path ~{PathRegex} as {Replacement}";
        if (Authority is not null) yield return "authority " + Authority;
    }
}
