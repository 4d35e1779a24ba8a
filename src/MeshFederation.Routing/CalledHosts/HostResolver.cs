using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.CalledHosts;

/// <summary>
/// Finds the service that an application means by a host: short names as a pod's DNS search path expands them, which are also the names that the proxy
/// knows a Service by (istio pilot/pkg/networking/core/httproute.go generateVirtualHostDomains), full hosts, patterns of ServiceEntries, and addresses.
/// </summary>
public static class HostResolver
{
    /// <summary>Finds the service.</summary>
    /// <param name="cluster">The cluster of the caller.</param>
    /// <param name="caller">The calling pods.</param>
    /// <param name="host">The host or address as the application writes it.</param>
    /// <param name="port">The port.</param>
    /// <returns>The service, or what it lacks.</returns>
    public static CalledHost Resolve(RoutingCluster cluster, MeshCaller caller, string host, int port)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(name.Trim('[', ']'), out var address)) return ByAddress(cluster, caller, address.ToString(), port);
        foreach (var full in Expansions(cluster, caller, name))
        {
            if (cluster.Services.Find(full, caller.Namespace) is { } service) return Seen(cluster, caller, service, port, name == full ? "" : $"'{host}' in the namespace {caller.Namespace} is {full}; ");
        }

        if (cluster.Services.FindPattern(name, caller.Namespace) is { } pattern) return Seen(cluster, caller, pattern, port, $"{pattern.Host} covers '{host}'; ") with { Host = name };
        return Expansions(cluster, caller, name).SelectMany(cluster.Services.Named).FirstOrDefault() is { } hidden
            ? new(CalledHostOutcome.NotExported, hidden.Host, $"{hidden.Reference} has the host, but its {hidden.ExportTo} hides it from the namespace {caller.Namespace}") { Service = hidden }
            : new(CalledHostOutcome.Unknown, name, ServiceRegistry.WhyUnknown(cluster, Expansions(cluster, caller, name).FirstOrDefault(full => cluster.Overlooked.Named(full).Count > 0) ?? host));
    }

    private static string[] Expansions(RoutingCluster cluster, MeshCaller caller, string name)
    {
        var domain = cluster.Facts.ClusterDomain;
        return [$"{name}.{caller.Namespace}.svc.{domain}", $"{name}.svc.{domain}", $"{name}.{domain}", name];
    }

    private static CalledHost ByAddress(RoutingCluster cluster, MeshCaller caller, string address, int port) =>
        cluster.Services.FindByAddress(address, caller.Namespace) is { } service
            ? Seen(cluster, caller, service, port, $"{address} is an address of {service.Host}; ") with { NeedsProxyDns = false }
            : new(CalledHostOutcome.Unknown, address, $"no Service and no ServiceEntry of the cluster {cluster.Name} has the address {address}");

    private static CalledHost Seen(RoutingCluster cluster, MeshCaller caller, RoutedService service, int port, string how)
    {
        var why = $"{how}{Origin(service)}";
        var found = new CalledHost(CalledHostOutcome.Found, service.Host, why)
        {
            Service = service,
            NeedsProxyDns = NeedsProxyDns(service)
        };
        if (cluster.Sidecars.For(caller) is { } scope && !scope.Sees(service.Namespace, service.Host, port))
        {
            return found with { Outcome = CalledHostOutcome.NotImported, Why = $"{why}, but {scope.Sidecar} lets its pods see {scope} only" };
        }

        return service.Port(port) is { } known
            ? found with { Port = known }
            : found with { Outcome = CalledHostOutcome.PortUnknown, Why = FormattableString.Invariant($"{why}, which has no port {port}; it has {string.Join(", ", service.Ports)}") };
    }

    /// <summary>
    /// Whether no DNS but the proxy's answers for a host: that of the cluster knows Services, and asks others for public names; and a
    /// proxy that asks
    /// DNS for the host itself says that it is there.
    /// </summary>
    private static bool NeedsProxyDns(RoutedService service)
    {
        if (service.IsKubernetes || service.IsExternal) return false;
        var asksForHost = service.Resolution is ServiceResolution.Dns or ServiceResolution.DynamicDns
            && service.Manifest?.Spec.List("endpoints").Count is 0 or null;
        return !asksForHost || HostPattern.IsWildcard(service.Host);
    }

    private static string Origin(RoutedService service) => service.Origin switch
    {
        ServiceOrigin.Kubernetes => $"it is the {service.Reference}",
        ServiceOrigin.Declared => $"a declaration says that the {service.Reference} runs here",
        ServiceOrigin.Assumed => $"the {service.Reference} is taken to be there, since no Service object of the cluster is among the input",
        _ => $"it is a host of the {service.Reference}",
    };
}
