namespace MeshFederation.Model.Names;

/// <summary>What Kubernetes and Istio accept as a DNS name (RFC 1123; k8s.io/apimachinery/pkg/util/validation).</summary>
public static class DnsName
{
    /// <summary>The longest DNS label, in characters.</summary>
    public const int LabelLength = 63;

    /// <summary>The longest object name and host, in characters.</summary>
    public const int SubdomainLength = 253;

    /// <summary>Whether a text is a label: lower-case letters, digits and inner hyphens, at most 63.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is one.</returns>
    public static bool IsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LabelLength && text[0] != '-' && text[^1] != '-'
        && text.IndexOfAnyExcept(LabelCharacters) < 0;

    /// <summary>Whether a text is labels joined by dots, at most 253 characters.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is one.</returns>
    public static bool IsSubdomain(ReadOnlySpan<char> text)
    {
        if (text.Length > SubdomainLength) return false;
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            if (!IsLabel(text[..dot])) return false;
            text = text[(dot + 1)..];
        }

        return IsLabel(text);
    }

    /// <summary>Whether a text can be a host: a subdomain whose last label is not all digits (istio pkg/config/validation/agent).</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsHost(ReadOnlySpan<char> text) =>
        IsSubdomain(text) && text[(text.LastIndexOf('.') + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0;

    private static readonly System.Buffers.SearchValues<char> LabelCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
