using MeshFederation.Commands.Session;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Completion;

/// <summary>The Gateways that the session's services name: in splits for a gateway, and in matches.</summary>
internal static class GatewayNames
{
    /// <summary>Gateways as <c>istio-system/web</c>, each with what is known of it, and the client cluster where one was said.</summary>
    public static IEnumerable<(string? Cluster, string Name, string Tip)> Known() =>
        MeshSession.Current.Services.SelectMany(OfService).DistinctBy(gateway => (gateway.Cluster, gateway.Name))
            .OrderBy(gateway => gateway.Name, StringComparer.Ordinal).ThenBy(gateway => gateway.Cluster, StringComparer.Ordinal);

    /// <summary>The hosts that are split there, each with where that is.</summary>
    public static IEnumerable<(string Text, string Tip)> Hosts() =>
        MeshSession.Current.Services.SelectMany(
            service => service.GatewaySplit.Select(split => (split.Hostname, $"{service} at {split.Gateway}")))
            .DistinctBy(host => host.Hostname, StringComparer.Ordinal).OrderBy(host => host.Hostname, StringComparer.Ordinal);

    private static IEnumerable<(string? Cluster, string Name, string Tip)> OfService(MeshService service) => service.GatewaySplit
        .Select(split => (split.Cluster, split.Gateway, $"{split.Hostname} of {service}"))
        .Concat(service.TrafficSplit.SelectMany(split => split.Match?.Gateway ?? [])
            .Where(name => name != MeshMatch.MeshGatewayName).Select(name => ((string?)null, name, $"named by a match of {service}")));
}
