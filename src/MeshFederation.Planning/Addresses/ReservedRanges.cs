using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MeshFederation.Planning.Addresses;

/// <summary>Addresses that a host of another cluster cannot have.</summary>
public static class ReservedRanges
{
    /// <summary>The ranges from which istiod allocates (istio pilot/pkg/controllers/ipallocate and PILOT_ENABLE_IP_AUTOALLOCATE).</summary>
    private static readonly IPNetwork[] Istio = [IPNetwork.Parse("240.240.0.0/16"), IPNetwork.Parse("2001:2::/48")];

    private static readonly IPNetwork LinkLocal = IPNetwork.Parse("169.254.0.0/16");

    private static readonly (IPNetwork Network, string Why)[] NeverRouted =
    [
        (IPNetwork.Parse("0.0.0.0/8"), "0.0.0.0/8 means this host"),
        (IPNetwork.Parse("127.0.0.0/8"), "127.0.0.0/8 is loopback"),
        (LinkLocal, "169.254.0.0/16 is link-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "224.0.0.0/4 is multicast"),
        (IPNetwork.Parse("::/127"), "it holds the unspecified and the loopback address"),
        (IPNetwork.Parse("fe80::/10"), "fe80::/10 is link-local"),
        (IPNetwork.Parse("ff00::/8"), "ff00::/8 is multicast"),
    ];

    /// <summary>The range of Istio's own allocation that overlaps a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The range, or null.</returns>
    public static string? Overlapping(IPNetwork network)
    {
        foreach (var range in Istio)
        {
            if (Overlap(range, network)) return range.ToString();
        }

        return null;
    }

    /// <summary>Why no service can have an address of a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The reason, or null.</returns>
    public static string? Unusable(IPNetwork network)
    {
        foreach (var (range, why) in NeverRouted)
        {
            if (Overlap(range, network)) return why;
        }

        return null;
    }

    /// <summary>Why no service can have an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The reason, or null.</returns>
    public static string? WhyUnusable(string address)
    {
        var parsed = IPAddress.Parse(address);
        if (parsed.Equals(IPAddress.Broadcast)) return "it is the broadcast address of every network";
        return Unusable(new IPNetwork(parsed, LengthOf(parsed)));
    }

    /// <summary>
    /// Why connections to an address never get to the caller's proxy. Those to link-local addresses do: istio-iptables leaves only
    /// loopback out
    /// (istio tools/istio-iptables/pkg/capture/run.go), and the metadata servers of clouds are called so.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <returns>The reason, or null.</returns>
    public static string? WhyNeverCaptured(IPAddress address)
    {
        if (address.IsIPv6LinkLocal || LinkLocal.Contains(address)) return null;
        return Unusable(new(address, LengthOf(address)));
    }

    private static int LengthOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    /// <summary>Whether Istio itself may give an address to a ServiceEntry.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True when it may.</returns>
    public static bool IsIstioAllocated(IPAddress address)
    {
        foreach (var range in Istio)
        {
            if (range.Contains(address)) return true;
        }

        return false;
    }

    /// <summary>
    /// Reads a range as a ServiceEntry may give it, <c>10.1.2.3/8</c> included, which means the range that the address lies in.
    /// </summary>
    internal static bool TryParseRange(string text, out IPNetwork range)
    {
        if (IPNetwork.TryParse(text, out range)) return true;
        if (text.Split('/') is not [var start, var length]
            || !IPAddress.TryParse(start, out var address)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return false;
        }
        var bytes = address.GetAddressBytes();
        if (prefix > bytes.Length * 8) return false;
        for (var bit = prefix; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        range = new(new(bytes), prefix);
        return true;
    }

    internal static UInt128 Number(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private static bool Overlap(IPNetwork one, IPNetwork other) =>
        one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily
        && (one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress));
}
