using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MeshFederation.Istio.Names;

/// <summary>
/// Ranges of addresses as programs in Go read them, which take the bits behind the prefix for what they are: <c>10.0.0.1/8</c> is
/// <c>10.0.0.0/8</c> (Go net.ParseCIDR). Not every .NET reads such.
/// </summary>
internal static class AddressRange
{
    /// <summary>Whether an address is in a range.</summary>
    /// <param name="range">The range, as <c>10.0.0.0/8</c>.</param>
    /// <param name="address">The address.</param>
    /// <returns>False for what is no range, too.</returns>
    public static bool Holds(string range, IPAddress address) => Read(range) is { } network && network.Contains(address);

    /// <summary>Reads a range.</summary>
    /// <param name="range">The range.</param>
    /// <returns>Null for what is none.</returns>
    public static IPNetwork? Read(string range)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPAddress.TryParse(range.AsSpan(0, slash), out var address)) return null;
        var longest = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        if (!int.TryParse(range.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > longest)
            return null;
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < longest; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new(new IPAddress(bytes), length);
    }
}
