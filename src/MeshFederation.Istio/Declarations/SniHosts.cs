using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Istio.Declarations;

/// <summary>Checks the server names that were declared for a service.</summary>
public static class SniHosts
{
    private const string Wildcard = "*.";

    /// <summary>Checks the names, and brings them into their one form.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The names in lower case, sorted, each once.</returns>
    /// <exception cref="MeshException">
    /// A name cannot be one, the service has no port to which names matter, or a client cluster cannot route by it.
    /// </exception>
    public static ValueList<string> Check(MeshService service)
    {
        if (service.SniHost.Count == 0) return [];
        var names = service.SniHost.Select(name => name.ToLowerInvariant())
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToValueList();
        foreach (var name in names) RequireName(service, name);
        if (!service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Tls))) throw SniHostErrors.WithoutTls(service);
        RequireConnectionsAlone(service, names.FirstOrDefault(IsPattern));
        if (service.ClientCluster.FirstOrDefault(client => service.In(client.Name) is null && service.Instance.Count > 1) is { } client)
            throw SniHostErrors.Ambiguous(service, client);
        return names;
    }

    /// <summary>Whether a name, or pattern, covers another.</summary>
    /// <param name="pattern">The name, or <c>*.example.com</c>.</param>
    /// <param name="name">The other.</param>
    /// <returns>True when whatever is called by the other is called by the first.</returns>
    public static bool Covers(string pattern, string name) => pattern.StartsWith(Wildcard, StringComparison.Ordinal)
        ? name.EndsWith(pattern[1..], StringComparison.Ordinal)
        : pattern == name;

    /// <summary>
    /// A VirtualService has hosts for all its lists, so a pattern among them would take the requests for every host that it covers, be it
    /// known to the mesh or not (istio pilot/pkg/networking/core/route/route.go separateVSHostsAndServices).
    /// </summary>
    private static void RequireConnectionsAlone(MeshService service, string? pattern)
    {
        if (pattern is null) return;
        var port = service.Port.FirstOrDefault(port => port.Protocol.IsRoutedBy(RouteKind.Http));
        if (port is not null) throw SniHostErrors.TakesRequests(service, pattern, port);
    }

    private static bool IsPattern(string name) => name.StartsWith(Wildcard, StringComparison.Ordinal);

    private static void RequireName(MeshService service, string name)
    {
        var body = name.StartsWith(Wildcard, StringComparison.Ordinal) ? name[Wildcard.Length..] : name;
        if (!DnsName.IsHost(body)) throw SniHostErrors.Invalid(service, name, "it is neither a DNS name nor one behind '*.'");
        if (OwnNames(service).FirstOrDefault(own => body.Length < name.Length && Covers(name, own)) is { } covered)
            throw SniHostErrors.Invalid(service, name, $"it covers '{covered}', and other services with it");
    }

    private static IEnumerable<string> OwnNames(MeshService service) =>
        service.Cluster.Concat(service.ClientCluster)
            .SelectMany(cluster => ServiceNames.Of(service.Name, service.Namespace, cluster.ClusterDomain))
            .Concat(service.Cluster.Select(server => ServiceNames.Remote(service, server)));
}
