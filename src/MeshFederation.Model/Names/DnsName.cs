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
        IsPart(text, LabelLength);

    /// <summary>
    /// Whether a text can be the name of an object: parts joined by dots, at most 253 characters. A part alone may be as long as that
    /// (apimachinery pkg/util/validation IsDNS1123Subdomain).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsSubdomain(ReadOnlySpan<char> text) => text.Length <= SubdomainLength && AreParts(text, SubdomainLength);

    /// <summary>
    /// Whether a text can be a host: labels joined by dots, at most 253 characters, of which the last one is not all digits (istio
    /// pkg/config/validation/agent).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsHost(ReadOnlySpan<char> text) =>
        text.Length <= SubdomainLength && AreParts(text, LabelLength)
            && text[(text.LastIndexOf('.') + 1)..].IndexOfAnyExceptInRange('0', '9') >= 0;

    private static bool AreParts(ReadOnlySpan<char> text, int longest)
    {
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            if (!IsPart(text[..dot], longest)) return false;
            text = text[(dot + 1)..];
        }

        return IsPart(text, longest);
    }

    private static bool IsPart(ReadOnlySpan<char> text, int longest) =>
        text.Length > 0 && text.Length <= longest && text[0] != '-' && text[^1] != '-' && text.IndexOfAnyExcept(LabelCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> LabelCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
