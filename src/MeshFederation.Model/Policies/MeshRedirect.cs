namespace MeshFederation.Model.Policies;

/// <summary>
/// An answer that callers make by themselves: to ask elsewhere, or a status (istio networking/v1 HTTPRedirect, HTTPDirectResponse).
/// </summary>
public sealed record MeshRedirect : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "redirect";

    /// <summary>The whole path to ask for; null for the same.</summary>
    public string? Path { get; internal init; }

    /// <summary>The path in the place of the beginning for which the match asks; null for the same.</summary>
    public string? PathPrefix { get; internal init; }

    /// <summary>The host to ask, perhaps with a port; null for the same.</summary>
    public string? Authority { get; internal init; }

    /// <summary>The scheme to ask by, http or https; null for the same.</summary>
    public string? Scheme { get; internal init; }

    /// <summary>The port to ask at; null for the scheme's own.</summary>
    public int? Port { get; internal init; }

    /// <summary>The status that says to ask elsewhere; null for 301.</summary>
    public int? Code { get; internal init; }

    /// <summary>The status of an answer in the place of the service's; null where it says to ask elsewhere.</summary>
    public int? Status { get; internal init; }

    /// <summary>The body of that answer; null for none.</summary>
    public string? Body { get; internal init; }

    /// <inheritdoc />
    public override string Value => string.Join(' ', Parts());

    private IEnumerable<string> Parts()
    {
        if (Status is { } status) yield return FormattableString.Invariant($"answer {status}");
        if (Body is not null) yield return $"'{Body}'";
        if (Scheme is not null) yield return $"scheme {Scheme}";
        if (Authority is not null) yield return $"authority {Authority}";
        if (Port is { } port) yield return FormattableString.Invariant($"port {port}");
        if (Path is not null) yield return $"path {Path}";
        if (PathPrefix is not null) yield return $"path prefix {PathPrefix}";
        if (Code is { } code) yield return FormattableString.Invariant($"code {code}");
    }
}
