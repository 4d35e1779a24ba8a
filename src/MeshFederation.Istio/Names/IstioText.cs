using System.Buffers;
using System.Net;
using System.Net.Sockets;
using MeshFederation.Model.Names;
using MeshFederation.Model.Ports;

namespace MeshFederation.Istio.Names;

/// <summary>
/// What Istio takes for a name, a host or an address (istio pkg/config/labels/instance.go, pkg/config/validation/agent/validation.go).
/// </summary>
internal static class IstioText
{
    private const int LongestHost = 255;

    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Whether a text is a DNS label; Istio, unlike Kubernetes, takes capitals: <c>IsDNS1123Label</c>.</summary>
    public static bool IsLabel(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= DnsName.LabelLength && text[0] != '-' && text[^1] != '-' && text.IndexOfAnyExcept(LabelCharacters) < 0;

    /// <summary>Whether a text is a whole DNS name: <c>ValidateFQDN</c>.</summary>
    public static bool IsFqdn(ReadOnlySpan<char> text) => text.Length is > 0 and <= LongestHost && AreLabels(text);

    /// <summary>Whether a text is a DNS name whose first label may be or begin with a wildcard: <c>ValidateWildcardDomain</c>.</summary>
    public static bool IsWildcardDomain(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > LongestHost) return false;
        var dot = text.IndexOf('.');
        return IsWildcardLabel(dot < 0 ? text : text[..dot]) && (dot < 0 || AreLabels(text[(dot + 1)..]));
    }

    /// <summary>Whether a text is an IP address as Go reads it: four decimal numbers without leading zeros, or IPv6.</summary>
    public static bool IsAddress(string text) => IsPlainAddress(text) || (IPAddress.TryParse(text, out var address)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.StartsWith('[') : address.ToString() == text));

    /// <summary>Whether a text is four decimal numbers without leading zeros, as most addresses are.</summary>
    public static bool IsPlainAddress(ReadOnlySpan<char> text)
    {
        for (var dots = 0; ; dots++)
        {
            var length = text.IndexOf('.') is >= 0 and var dot ? dot : text.Length;
            if (!IsPlainByte(text[..length])) return false;
            if (length == text.Length) return dots == 3;
            text = text[(length + 1)..];
        }
    }

    private static bool IsPlainByte(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 3 || (text.Length > 1 && text[0] == '0')) return false;
        var number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit)) return false;
            number = (10 * number) + (digit - '0');
        }

        return number <= byte.MaxValue;
    }

    /// <summary>Whether a text is an IP address, or a range in CIDR form: <c>ValidateIPSubnet</c>.</summary>
    public static bool IsAddressOrRange(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0) return IsAddress(text);
        return IsAddress(text[..slash])
            && int.TryParse(
                text.AsSpan(slash + 1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var bits)
            && bits <= (text.Contains(':', StringComparison.Ordinal) ? 128 : 32);
    }

    /// <summary>Whether a number can be a port.</summary>
    public static bool IsPort(long number) => PortRange.Has(number);

    private static bool IsWildcardLabel(ReadOnlySpan<char> label)
    {
        if (label is "*") return true;
        if (label.Length > DnsName.LabelLength) return false;
        if (label.StartsWith("*-")) label = label[2..];
        else if (label.StartsWith("*")) label = label[1..];
        return IsLabel(label);
    }

    private static bool AreLabels(ReadOnlySpan<char> text)
    {
        var top = text[(text.LastIndexOf('.') + 1)..];
        if (int.TryParse(top, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _))
            return false;
        for (var dot = text.IndexOf('.'); dot >= 0; dot = text.IndexOf('.'))
        {
            if (!IsLabel(text[..dot])) return false;
            text = text[(dot + 1)..];
            if (text.IsEmpty) return true;
        }

        return IsLabel(text);
    }
}
