using System.Globalization;
using System.Net;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Addresses;

/// <summary>
/// Gives each host of a client cluster an address of its own: the one that was asked for, else the one it has already, else the one its
/// name hashes to, else the next free one. The same hosts in the same cluster always get the same addresses.
/// </summary>
public sealed class AddressAllocator
{
    private readonly AddressPool _pool;
    private readonly string _cluster;
    private readonly AddressesInUse _inUse;
    private readonly Dictionary<string, string> _hostByAddress = new(StringComparer.Ordinal);

    /// <summary>Makes an allocator.</summary>
    /// <param name="pool">Where addresses come from.</param>
    /// <param name="cluster">The name of the client cluster.</param>
    /// <param name="inUse">What the cluster's ServiceEntries have already; null where no cluster was read.</param>
    public AddressAllocator(AddressPool pool, string cluster, AddressesInUse? inUse = null) =>
        (_pool, _cluster, _inUse) = (pool, cluster, inUse ?? AddressesInUse.None);

    /// <summary>Allocates.</summary>
    /// <param name="hosts">The hosts, each once, with the address asked for or null.</param>
    /// <returns>The address of each host.</returns>
    /// <exception cref="MeshException">Two hosts ask for one address, Istio may give it to another, or the pool is full.</exception>
    public IReadOnlyDictionary<string, string> Allocate(IReadOnlyList<(string Host, string? Asked)> hosts)
    {
        var addresses = new Dictionary<string, string>(hosts.Count, StringComparer.Ordinal);
        foreach (var (host, asked) in hosts.OrderBy(entry => entry.Host, StringComparer.Ordinal))
        {
            if ((asked ?? _inUse.Kept.GetValueOrDefault(host)) is { } address) addresses.Add(host, Take(host, address));
        }

        var open = hosts.Select(entry => entry.Host).Where(host => !addresses.ContainsKey(host)).Order(StringComparer.Ordinal).ToList();
        if (open.Count > _pool.Count) throw Exhausted(open.Count);
        foreach (var host in open) addresses.Add(host, Probe(host, hosts.Count));
        return addresses;
    }

    private string Take(string host, string address)
    {
        if (ReservedRanges.IsIstioAllocated(IPAddress.Parse(address)))
        {
            throw new MeshException(
                MeshErrorId.AddressInvalid,
                MeshErrorKind.InvalidArgument,
                $"The address {address} of '{host}' is in a range from which Istio itself gives addresses, in the client cluster "
                + $"'{_cluster}'.",
                $"Give one of another range, such as {AddressPool.DefaultRange}.",
                address);
        }

        if (ReservedRanges.WhyUnusable(address) is { } why)
        {
            throw new MeshException(
                MeshErrorId.AddressInvalid,
                MeshErrorKind.InvalidArgument,
                $"The address {address} of '{host}' cannot be one of a service in the client cluster '{_cluster}': {why}.",
                $"Give one of another range, such as {AddressPool.DefaultRange}.",
                address);
        }

        if (_hostByAddress.TryAdd(address, host)) return address;
        throw new MeshException(
            MeshErrorId.AddressConflict,
            MeshErrorKind.ResourceExists,
            $"The hosts '{_hostByAddress[address]}' and '{host}' ask for the same address {address} in the client cluster '{_cluster}'.",
            "Give each its own address, or leave out -Address of one of them.",
            address);
    }

    private string Probe(string host, int needed)
    {
        var start = (long)(Hash(host) % (ulong)_pool.Count);
        for (long tried = 0; tried < _pool.Count; tried++)
        {
            var address = _pool.AddressAt((start + tried) % _pool.Count);
            if (!_inUse.IsTaken(address) && _hostByAddress.TryAdd(address, host)) return address;
        }

        throw Exhausted(needed);
    }

    private MeshException Exhausted(int needed) => new(
        MeshErrorId.AddressPoolExhausted,
        MeshErrorKind.LimitsExceeded,
        string.Create(CultureInfo.InvariantCulture, $"The address pool {_pool.Range} has {_pool.Count} usable addresses, but the client "
            + $"cluster '{_cluster}' needs {needed}{(needed > _pool.Count ? "" : ", and the ServiceEntries of others have the rest")}."),
        $"Give a larger pool: -AddressPool {AddressPool.DefaultRange} has {AddressPool.Parse(AddressPool.DefaultRange).Count}.",
        _pool.Range);

    /// <summary>FNV-1a, then mixed so that hosts which differ in one letter do not lie side by side.</summary>
    private static ulong Hash(string host)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in host) hash = (hash ^ character) * 1099511628211UL;
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccdUL;
        return hash ^ (hash >> 33);
    }
}
