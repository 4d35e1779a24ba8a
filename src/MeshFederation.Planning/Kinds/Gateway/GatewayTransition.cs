using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>A Gateway that still passes calls to the hosts which are about to go; also one at other pods, since clients are led to these before they call the new hosts.</summary>
internal static class GatewayTransition
{
    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted)
    {
        var grown = false;
        var servers = wanted.Maps("servers").Select(server =>
        {
            var before = old.Maps("servers").FirstOrDefault(other => UnstructuredEquality.AreEqual(Port(other), Port(server)));
            var hosts = before is null ? null : BothLists.Of(before.List("hosts"), server.List("hosts"), host => host);
            grown |= hosts is not null;
            return hosts is null ? server : server.With("hosts", hosts);
        }).ToList();
        return grown ? wanted.With("servers", UnstructuredList.From(servers)) : null;
    }

    private static long? Port(UnstructuredMap server) => server.Map("port")?.Number("number");
}
