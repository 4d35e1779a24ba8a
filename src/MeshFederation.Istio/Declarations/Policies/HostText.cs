using System.Globalization;
using System.Net;
using MeshFederation.Model.Names;

namespace MeshFederation.Istio.Declarations.Policies;

/// <summary>Hosts as requests ask for them.</summary>
internal static class HostText
{
    /// <summary>Whether a text is a host name or address, perhaps with a port.</summary>
    public static bool IsAuthority(string text)
    {
        var colon = text.LastIndexOf(':');
        var hasPort = colon > 0 && (text[colon - 1] == ']' || text.IndexOf(':', StringComparison.Ordinal) == colon);
        if (hasPort && !(ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0))
            return false;
        var host = (hasPort ? text[..colon] : text).ToLowerInvariant();
        return DnsName.IsSubdomain(host) || (IPAddress.TryParse(host, out _) && (host[0] == '[' || !host.Contains(':')));
    }
}
