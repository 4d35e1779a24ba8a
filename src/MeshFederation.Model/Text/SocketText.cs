namespace MeshFederation.Model.Text;

/// <summary>Writes an address with a port.</summary>
internal static class SocketText
{
    /// <summary>The text, as <c>172.18.0.230:15443</c>; an IPv6 address is in brackets.</summary>
    /// <param name="address">An IP address or a host name.</param>
    /// <param name="port">The port.</param>
    public static string Of(string address, int port) => FormattableString.Invariant(
        $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{port}");
}
