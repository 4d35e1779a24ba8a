using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>
/// A Gateway that still passes calls to the hosts which are about to go, at the ports which are about to go too; also one at other pods,
/// since clients are led
/// to these before they call the new hosts. Clients learn of hosts and of ports by themselves, so every port has all hosts.
/// </summary>
internal static class GatewayTransition
{
    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted)
    {
        var ports = wanted.Maps("servers").Select(Port).ToHashSet();
        var going = old.Maps("servers").Where(server => !ports.Contains(Port(server))).ToList();
        var grown = going.Count > 0;
        var before = UnstructuredList.From(old.Maps("servers").SelectMany(server => server.List("hosts")).Distinct());
        var servers = wanted.Maps("servers").Select(server =>
        {
            var hosts = BothLists.Of(before, server.List("hosts"), host => host);
            grown |= hosts is not null;
            return hosts is null ? server : server.With("hosts", hosts);
        }).ToList();
        if (!grown) return null;
        var names = wanted.Maps("servers").Select(Name).ToHashSet(StringComparer.Ordinal);
        var all = UnstructuredList.From(servers.SelectMany(server => server.List("hosts")).Distinct());
        servers.AddRange(going.Select(server => Renamed(server, names).With("hosts", all)));
        return wanted.With("servers", UnstructuredList.From(servers));
    }

    private static long? Port(UnstructuredMap server) => server.Map("port")?.Number("number");

    private static string? Name(UnstructuredMap server) => server.Map("port")?.Text("name");

    /// <summary>
    /// Names of ports are unique among the servers of a Gateway (istio pkg/config/validation/validation.go ValidateGateway).
    /// </summary>
    private static UnstructuredMap Renamed(UnstructuredMap server, HashSet<string?> taken) =>
        server.Map("port") is { } port && taken.Contains(Name(server))
        ? server.With("port", port.With("name", FormattableString.Invariant($"{Name(server)}-{Port(server)}")))
        : server;
}
