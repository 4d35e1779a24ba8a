using MeshFederation.Istio.Ports;
using MeshFederation.Model.Ports;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Access;

/// <summary>A request, or a connection, that stands for all that policies do not tell from it.</summary>
internal sealed record AccessProbe(bool IsHttp, string? Method, string? Path)
{
    private static readonly AccessProbe Connection = new(false, null, null);

    /// <summary>What can be asked of a port; one whose protocol nobody says takes requests and connections.</summary>
    public static IReadOnlyList<AccessProbe> Of(MeshPort port, AccessMentions mentions)
    {
        if (!port.Protocol.IsRoutedBy(RouteKind.Http)) return [Connection];
        var requests = mentions.Methods.SelectMany(_ => mentions.Paths, (method, path) => new AccessProbe(true, method, path));
        return port.Protocol.IsRoutedBy(RouteKind.Tcp) ? [.. requests, Connection] : [.. requests];
    }

    /// <summary>The request as the pods see it; host and headers may be anything.</summary>
    public AccessRequest From(AccessSource source, int? port) =>
        new() { Source = source, IsHttp = IsHttp, Port = port, Method = Method, Path = Path };

    public override string ToString() => IsHttp ? $"{Method} {Path}" : "a connection";
}
