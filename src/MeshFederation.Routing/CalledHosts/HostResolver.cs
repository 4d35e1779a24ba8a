using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Sidecars;

namespace MeshFederation.Routing.CalledHosts;

/// <summary>
/// Finds the service that an application means by a host: short names as a pod's DNS search path expands them, which are also the names
/// that the proxy knows a Service by (istio pilot/pkg/networking/core/httproute.go generateVirtualHostDomains), full hosts, patterns of
/// ServiceEntries, and addresses.
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
        var (full, scope) = (Expansions(cluster, caller, name), cluster.Sidecars.For(caller));
        CalledHost? nearest = null;
        foreach (var found in full.Select(expanded =>
            Named(cluster, caller, scope, expanded, port, name == expanded ? ""
                : $"'{host}' in the namespace {caller.Namespace} is {expanded}; ")))
        {
            if (found?.Outcome == CalledHostOutcome.Found) return found;
            nearest ??= found;
        }

        var patterns = cluster.Services.Patterns(name).Where(pattern => pattern.ExportTo.Reaches(caller.Namespace))
            .Select(pattern => Seen(scope, pattern, port, $"{pattern.Host} covers '{host}'; ") with { Host = name }).ToList();
        if (patterns.Find(pattern => pattern.Outcome == CalledHostOutcome.Found) is { } covered) return covered;
        if ((nearest ?? patterns.FirstOrDefault()) is { } failed) return failed;
        return full.SelectMany(cluster.Services.Named).FirstOrDefault() is { } hidden
            ? new(
                CalledHostOutcome.NotExported,
                hidden.Host,
                $"{hidden.Reference} has the host, but its {hidden.ExportTo} hides it from the namespace {caller.Namespace}")
            {
                Service = hidden
            }
            : new(CalledHostOutcome.Unknown, name,
                ServiceRegistry.WhyUnknown(cluster, full.FirstOrDefault(expanded => cluster.Overlooked.Named(expanded).Count > 0) ?? host));
    }

    private static string[] Expansions(RoutingCluster cluster, MeshCaller caller, string name)
    {
        var domain = cluster.Facts.ClusterDomain;
        return [ServiceHost.Of(name, caller.Namespace, domain), name + ServiceHost.Part + domain, $"{name}.{domain}", name];
    }

    /// <summary>
    /// The service of a full host. A Sidecar that lets in one of several decides which; a port that one of them has is listened on, be it
    /// one of the
    /// service that the proxy then calls or not.
    /// </summary>
    private static CalledHost? Named(RoutingCluster cluster, MeshCaller caller, SidecarScope? scope, string host, int port, string how)
    {
        if (cluster.Services.Find(host, caller.Namespace) is not { } service) return null;
        if (service.AliasOf is not null) return Alias(cluster, caller, scope, service, port, how);
        var found = Seen(scope, service, port, how);
        if (found.Outcome == CalledHostOutcome.Found || cluster.Services.Named(host).Count == 1) return found;
        var others = cluster.Services.Listened(host, caller.Namespace, other =>
            scope?.Sees(other.Namespace, other.Host, port) is not false);
        var listening = others.Select(other => Seen(scope, other, port, how))
            .FirstOrDefault(other => other.Outcome == CalledHostOutcome.Found);
        return listening ?? found;
    }

    /// <summary>
    /// A Service of type ExternalName is another name of the host that it names, over as many of them as there are; where no service has
    /// that, it is none
    /// itself (istio pilot/pkg/model/push_context.go resolveServiceAliases).
    /// </summary>
    private static CalledHost Alias(RoutingCluster cluster, MeshCaller caller, SidecarScope? scope, RoutedService service, int port,
        string how)
    {
        var (target, seen) = (service.AliasOf!, new HashSet<string>(StringComparer.Ordinal) { service.Host });
        while (cluster.Services.Named(target).FirstOrDefault(other => other.AliasOf is not null) is { AliasOf: { } next }
            && seen.Add(target))
        {
            target = next;
        }

        var known = how + $"the {service.Reference} is another name of {target}; ";
        if (!seen.Contains(target) && Named(cluster, caller, scope, target, port, known) is { } found)
        {
            return found with { NeedsProxyDns = false, Alias = service };
        }

        return new(CalledHostOutcome.External, service.Host,
            $"{how}the {service.Reference} is another name of {target}, which no service of the mesh has")
        {
            Service = service,
            Alias = service
        };
    }

    private static CalledHost ByAddress(RoutingCluster cluster, MeshCaller caller, string address, int port)
    {
        var scope = cluster.Sidecars.For(caller);
        var found = cluster.Services.AtAddress(address).Where(service => service.ExportTo.Reaches(caller.Namespace))
            .Select(service => Seen(scope, service, port, $"{address} is an address of {service.Host}; ") with { NeedsProxyDns = false })
                .ToList();
        return found.Find(called => called.Outcome == CalledHostOutcome.Found) ?? found.FirstOrDefault()
            ?? new(CalledHostOutcome.Unknown, address,
                $"no Service and no ServiceEntry of the cluster {cluster.Name} has the address {address}");
    }

    private static CalledHost Seen(SidecarScope? scope, RoutedService service, int port, string how)
    {
        var why = $"{how}{Origin(service)}";
        var found =
            new CalledHost(CalledHostOutcome.Found, service.Host, why) { Service = service, NeedsProxyDns = NeedsProxyDns(service) };
        if (scope?.Sees(service.Namespace, service.Host, port) is false)
        {
            return found with
            {
                Outcome = CalledHostOutcome.NotImported,
                Why = $"{why}, but {scope.Sidecar} lets its pods see {scope} only"
            };
        }

        return service.Port(port) is { } known
            ? found with { Port = known }
            : found with
            {
                Outcome = CalledHostOutcome.PortUnknown,
                Why = FormattableString.Invariant($"{why}, which has no port {port}; it has {string.Join(", ", service.Ports)}")
            };
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
