using System.Net;
using System.Net.Sockets;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Names;

/// <summary>Looks the names of gateways up, where that is asked for.</summary>
public sealed class GatewayNames
{
    /// <summary>How long one name may take.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookup;
    private readonly TimeProvider _clock;

    /// <summary>Makes one that asks as this machine does.</summary>
    public GatewayNames()
        : this(Dns.GetHostAddressesAsync, TimeProvider.System)
    {
    }

    internal GatewayNames(Func<string, CancellationToken, Task<IPAddress[]>> lookup, TimeProvider clock) =>
        (_lookup, _clock) = (lookup, clock);

    /// <summary>Whether any of the clusters has names that are looked up.</summary>
    /// <param name="services">The services.</param>
    /// <returns>True when one has.</returns>
    public static bool AreIn(IEnumerable<MeshService> services) => ClustersOf(services).Any(cluster => cluster.Gateway.ResolvesNames);

    /// <summary>
    /// The services with the addresses to which the names lead: IPv4 where there are such, else IPv6, in an order of their own, as servers
    /// of DNS turn them round.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The services; the same where no name is looked up.</returns>
    /// <exception cref="MeshException">A name leads to nothing.</exception>
    public async Task<IReadOnlyList<MeshService>> ResolveAsync(IReadOnlyList<MeshService> services, CancellationToken ct)
    {
        if (!AreIn(services)) return services;
        var addresses = new Dictionary<string, ValueList<string>>(StringComparer.Ordinal);
        foreach (var cluster in ClustersOf(services).Where(cluster => cluster.Gateway.ResolvesNames))
        {
            foreach (var name in cluster.Gateway.Address.Where(name => !addresses.ContainsKey(name)))
                addresses.Add(name, await AddressesAsync(cluster, name, ct).ConfigureAwait(false));
        }

        return [.. services.Select(service => service with
        {
            Instance = service.Instance.Select(instance => instance with { Cluster = With(instance.Cluster) }).ToValueList(),
            ClientCluster = service.ClientCluster.Select(With).ToValueList(),
        })];

        MeshCluster With(MeshCluster cluster) => !cluster.Gateway.ResolvesNames ? cluster : cluster with
        {
            Gateway = cluster.Gateway with
            {
                ResolvedAddress =
                    cluster.Gateway.Address.SelectMany(name => addresses[name]).Distinct(StringComparer.Ordinal).ToValueList(),
            },
        };
    }

    private static IEnumerable<MeshCluster> ClustersOf(IEnumerable<MeshService> services) =>
        services.SelectMany(service => service.Instance.Select(instance => instance.Cluster).Concat(service.ClientCluster));

    /// <summary>Why a name leads to no address here.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The reason; null where it leads to one.</returns>
    public async Task<string?> WhyNotAsync(string name, CancellationToken ct) => (await LookUpAsync(name, ct).ConfigureAwait(false)).WhyNot;

    private async Task<ValueList<string>> AddressesAsync(MeshCluster cluster, string name, CancellationToken ct)
    {
        var (addresses, why) = await LookUpAsync(name, ct).ConfigureAwait(false);
        return why is null ? addresses : throw GatewayNameErrors.Unresolved(cluster, name, why);
    }

    private async Task<(ValueList<string> Addresses, string? WhyNot)> LookUpAsync(string name, CancellationToken ct)
    {
        if (ClusterDeclaration.TryCanonicalAddress(name, out var address)) return ([address], null);
        try
        {
            var found = await _lookup(name, ct).WaitAsync(Longest, _clock, ct).ConfigureAwait(false);
            var four = found.Where(one => one.AddressFamily == AddressFamily.InterNetwork).ToList();
            var texts = (four.Count > 0 ? four : [.. found]).Select(one => one.ToString())
                .Select(text => ClusterDeclaration.TryCanonicalAddress(text, out var canonical) ? canonical : text)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();
            return (texts, texts.Count > 0 ? null : "it has no address");
        }
        catch (SocketException exception)
        {
            return ([], exception.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData => "DNS knows no such name",
                SocketError.TryAgain => "no server of DNS answers",
                _ => exception.Message.TrimEnd('.'),
            });
        }
        catch (TimeoutException)
        {
            return ([], "no server of DNS answers in time");
        }
    }
}
