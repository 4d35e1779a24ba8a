using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;
using MeshFederation.Routing.CalledHosts;

namespace MeshFederation.Analysis.Tracing;

/// <summary>A request on its way, once a route was chosen.</summary>
/// <param name="Client">The cluster of the caller.</param>
/// <param name="Caller">The calling pods.</param>
/// <param name="Called">The host that was called.</param>
/// <param name="Request">The request as the application made it.</param>
/// <param name="Route">The route, which may change it; empty when none was chosen.</param>
internal sealed record SentRequest(RoutingCluster Client, MeshCaller Caller, CalledHost Called, MeshRequest Request, UnstructuredMap Route)
{
    /// <summary>The address that the application connects to; null where it is not known, as of a name that DNS alone resolves.</summary>
    public string? Address => Request.CalledAddress(Called.Service);

    /// <summary>Whether it stands for every request of its caller, so that what may differ among these is not known.</summary>
    public bool IsAny { get; init; }

    /// <summary>Whether what answers reads tokens; ztunnels read none.</summary>
    public bool IsReadForTokens { get; init; } = true;

    /// <summary>Who calls, where that is said; null where pods tell it.</summary>
    public AccessSource? Source { get; init; }

    /// <summary>The request as pods see it.</summary>
    /// <param name="server">The cluster of the pods.</param>
    /// <param name="port">The port of their service.</param>
    /// <param name="isMutual">Whether the mesh's TLS is spoken to them; null when that is not known.</param>
    public AccessRequest At(RoutingCluster server, RoutedPort port, bool? isMutual)
    {
        var rewrite = Route.Map("rewrite") ?? UnstructuredMap.Empty;
        var changes = Route.Maps("route").Prepend(Route).Select(owner => owner.Map("headers")?.Map("request")).OfType<UnstructuredMap>()
            .ToList();
        var changesHeaders = IsAny || changes.Count > 0;
        return new()
        {
            Source = Source is null ? AccessSource.Of(Client, Caller, server, isMutual) : Source with { IsMutual = isMutual },
            IsHttp = port.Traffic is PortTraffic.Http || (port.Traffic is PortTraffic.Sniffed or PortTraffic.Unknown && Request.IsHttp),
            Port = port.Target is null ? port.Number : port.TargetNumber,
            Method = IsAny ? null : Request.Method,
            Path = IsAny || rewrite.ContainsKey("uri") || rewrite.ContainsKey("uriRegexRewrite") ? null : Request.PathOnly,
            Host = changesHeaders ? null : rewrite.Text("authority") ?? Request.HostAndPort,
            Headers = changesHeaders ? null : Request.Headers,
            Tokens = IsAny || !IsReadForTokens || Request.MayCarryToken ? null : new(Request, Changed(changes)),
        };
    }

    private static HashSet<string> Changed(List<UnstructuredMap> changes) => changes
        .SelectMany(change => new[] { change.Map("set"), change.Map("add") }.OfType<UnstructuredMap>().SelectMany(names => names.Keys)
            .Concat(change.List("remove").OfType<string>()))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
