using MeshFederation.Model.Names;

namespace MeshFederation.Model.Errors;

/// <summary>Checks of names, and the errors they give.</summary>
public static class NameErrors
{
    private const string LabelRule = "Use lower-case letters, digits and inner hyphens, at most 63 characters";

    /// <summary>Requires a DNS label for the name of a thing.</summary>
    /// <param name="value">The name.</param>
    /// <param name="what">What it names, as in "service".</param>
    /// <param name="errorId">The id of the error when it is not one.</param>
    /// <param name="hint">What else to say of the way out.</param>
    /// <param name="suggest">Whether to suggest a label that looks alike.</param>
    /// <returns>The name.</returns>
    /// <exception cref="MeshException">The name is no DNS label.</exception>
    public static string RequireLabel(
        string? value, string what, string errorId = MeshErrorId.NameInvalid, string hint = "", bool suggest = true) =>
            value is not null && DnsName.IsLabel(value)
                ? value
                : throw new MeshException(
                    errorId,
                    MeshErrorKind.InvalidArgument,
                    $"'{value}' cannot be the name of a {what}: it is not a DNS label.",
                    $"{LabelRule}{(suggest ? Suggestion(value) : "")}.{hint}",
                    value);

    /// <summary>Requires a DNS name for a domain.</summary>
    /// <param name="value">The domain.</param>
    /// <param name="what">What it is, as in "cluster domain".</param>
    /// <returns>The domain.</returns>
    /// <exception cref="MeshException">It is no DNS name.</exception>
    public static string RequireDomain(string? value, string what) =>
        value is not null && DnsName.IsHost(value)
            ? value
            : throw new MeshException(
                MeshErrorId.DomainInvalid,
                MeshErrorKind.InvalidArgument,
                $"'{value}' cannot be a {what}: it is not a lower-case DNS name.",
                "Use labels of lower-case letters, digits and inner hyphens joined by dots, as in cluster.local.",
                value);

    private static string Suggestion(string? value)
    {
        if (value is null || !System.Text.Ascii.IsValid(value)) return "";
        var candidate = new string(value.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').ToArray()).Trim('-');
        return candidate.Length <= DnsName.LabelLength && DnsName.IsLabel(candidate) ? $": '{candidate}', for example" : "";
    }
}
