using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Addresses;

/// <summary>
/// A range of addresses for the hosts of other clusters. Of IPv4 no address that ends in .0 or .255 is used, so that none is a network or
/// broadcast address of any mask; of IPv6 not the first, which is the routers' anycast address (RFC 4291, 2.6.1).
/// </summary>
public sealed class AddressPool
{
    /// <summary>The range that is used where none is given.</summary>
    public const string DefaultRange = "240.0.0.0/12";

    private const int UsablePerBlock = 254;

    private readonly UInt128 _first;
    private readonly int _hostBits;
    private readonly AddressFamily _family;

    private AddressPool(string range, UInt128 first, int hostBits, AddressFamily family) =>
        (Range, _first, _hostBits, _family) = (range, first, hostBits, family);

    /// <summary>The range as it was given.</summary>
    public string Range { get; }

    /// <summary>How many addresses can be used, at most 2^62.</summary>
    public long Count => (_family, _hostBits) switch
    {
        (AddressFamily.InterNetworkV6, var bits) => bits >= 62 ? 1L << 62 : Math.Max(1, (1L << bits) - 1),
        (_, >= 8) => (1L << (_hostBits - 8)) * UsablePerBlock,
        (_, >= 2) => (1L << _hostBits) - 2,
        _ => 0,
    };

    /// <summary>Reads a pool.</summary>
    /// <param name="range">The range in CIDR form, as <c>240.0.0.0/12</c>.</param>
    /// <returns>The pool.</returns>
    /// <exception cref="MeshException">The text is no range, or one that services cannot have addresses of.</exception>
    public static AddressPool Parse(string range)
    {
        if (!IPNetwork.TryParse(range, out var network)
            || !IPAddress.TryParse(range.Split('/')[0], out var first)
            || !first.Equals(network.BaseAddress))
        {
            throw Invalid(range, "a range in CIDR form is its first address, a slash and the length of its prefix");
        }
        if (ReservedRanges.Overlapping(network) is { } reserved) throw Reserved(range, reserved);
        if (ReservedRanges.Unusable(network) is { } why) throw Invalid(range, why);
        var bits = (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) - network.PrefixLength;
        var pool = new AddressPool(range, ReservedRanges.Number(network.BaseAddress), bits, network.BaseAddress.AddressFamily);
        return pool.Count > 0 ? pool : throw Invalid(range, "it has no address between its network and its broadcast address");
    }

    /// <summary>The usable address at a place.</summary>
    /// <param name="index">The place, from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>The address in its canonical form.</returns>
    public string AddressAt(long index)
    {
        if (_family == AddressFamily.InterNetworkV6)
        {
            Span<byte> bytes = stackalloc byte[16];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, _first + (UInt128)index + (_hostBits == 0 ? 0u : 1u));
            return new IPAddress(bytes).ToString();
        }

        var offset = _hostBits >= 8 ? (index / UsablePerBlock * 256) + (index % UsablePerBlock) + 1 : index + 1;
        var number = (uint)_first + (uint)offset;
        return string.Create(CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");
    }

    private static MeshException Invalid(string range, string why) => new(
        MeshErrorId.AddressPoolInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{range}' cannot be an address pool: {why}.",
        $"Give a range that nothing else uses, in CIDR form: -AddressPool {DefaultRange}.",
        range);

    private static MeshException Reserved(string range, string reserved) => new(
        MeshErrorId.AddressPoolReserved,
        MeshErrorKind.InvalidArgument,
        $"The address pool '{range}' overlaps {reserved}, from which Istio itself gives addresses to ServiceEntries.",
        $"Give a range beside it: -AddressPool {DefaultRange}.",
        range);
}
