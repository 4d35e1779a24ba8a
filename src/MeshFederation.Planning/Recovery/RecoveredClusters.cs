using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Planning.Kinds.EnvoyFilter;

namespace MeshFederation.Planning.Recovery;

/// <summary>The clusters, with what objects tell of them: gateways as callers have them, domains, regions.</summary>
internal static class RecoveredClusters
{
    public static Dictionary<string, MeshCluster> Of(SeenMesh mesh)
    {
        var clusters = mesh.Cluster.ToDictionary(seen => seen.Name, Own, StringComparer.Ordinal);
        foreach (var (caller, host) in mesh.Cluster.SelectMany(caller => caller.Host.Values, (caller, host) => (caller, host)))
        {
            foreach (var (server, endpoint) in host.Gateway)
            {
                clusters.TryAdd(server, new(server, server));
                if (endpoint.Text("locality") is { } locality) clusters[server] = Placed(clusters[server], locality);
            }

            if (SeenMesh.Remote(host) is not var (key, name, _)) continue;
            clusters[name] = Called(clusters[name], caller, host);
            foreach (var identity in host.Identity)
            {
                if (TrustDomain(identity, key) is { } domain) clusters[name] = clusters[name] with { TrustDomain = domain };
            }
        }

        foreach (var caller in mesh.Cluster) clusters[caller.Name] = WithOwnIdentities(mesh, clusters, caller);
        return clusters;
    }

    /// <summary>
    /// Of a cluster that no other calls, what callers there accept beside the pods of others tells the identities of its own.
    /// </summary>
    private static MeshCluster WithOwnIdentities(SeenMesh mesh, Dictionary<string, MeshCluster> clusters, SeenCluster caller)
    {
        var cluster = clusters[caller.Name];
        foreach (var host in caller.Host.Values.Where(host => host.Pods is not null))
        {
            if (mesh.ServiceOf(caller, host) is not { } key) continue;
            var others = host.Gateway.Select(item => clusters[item.Cluster].TrustDomain).ToHashSet(StringComparer.Ordinal);
            var own = host.Identity.Select(identity => TrustDomain(identity, key)).OfType<string>()
                .FirstOrDefault(domain => !others.Contains(domain));
            if (own is not null) cluster = cluster with { TrustDomain = own };
        }

        return cluster;
    }

    /// <summary>The regions of which endpoints tell.</summary>
    public static IEnumerable<string> Regions(SeenMesh mesh) => mesh.Cluster.SelectMany(cluster => cluster.Objects)
        .SelectMany(item => item.Spec.Map("trafficPolicy")?.Map("loadBalancer")?.Map(MeshConfigWords.Localities) is { } order
            ? order.Maps(LocalitySettings.Next).SelectMany(next => new[] { next.Text("from"), next.Text("to") })
                .Concat(order.Maps(LocalitySettings.Shares).SelectMany(share => share.Map("to")?.Keys ?? []))
            : [])
        .OfType<string>().Select(region => region.EndsWith("/*", StringComparison.Ordinal) ? region[..^2] : region);

    /// <summary>What identities of a service's pods say of their mesh.</summary>
    private static string? TrustDomain(string identity, ServiceKey key) =>
        TrustDomains.DomainOf(identity) is { Length: > 0 } domain
            && identity.StartsWith(SpiffeIdentity.OfNamespace(domain, key.Namespace), StringComparison.Ordinal) ? domain : null;

    private static MeshCluster Own(SeenCluster seen)
    {
        var cluster = seen.Cluster;
        var filters = seen.Objects.Where(EnvoyFilterKind.Instance.Type.Is);
        var domain = seen.LocalRule.Select(rule => rule.Domain).Concat(seen.LocalRoute.Select(route => route.Domain))
            .Concat(filters.Select(EnvoyFilterBuilder.DomainIn).OfType<string>()).FirstOrDefault();
        if (domain is not null) cluster = cluster with { ClusterDomain = domain };
        if (seen.Gateway is not { } gateway) return cluster;
        var port = gateway.Spec.Maps("servers").FirstOrDefault()?.Map("port")?.Number("number");
        return cluster with
        {
            Gateway = cluster.Gateway with
            {
                Namespace = gateway.Namespace,
                Selector = LabelSet.Create(gateway.Spec.TextEntries("selector")),
                TargetPort = (int?)port ?? cluster.Gateway.TargetPort,
            },
        };
    }

    private static MeshCluster Called(MeshCluster cluster, SeenCluster caller, SeenHost host)
    {
        var addresses = host.Gateway.Select(item => item.Endpoint.Text("address")).OfType<string>().ToValueList();
        var gateway = cluster.Gateway;
        if (!gateway.EndpointAddress.Equals(addresses)) gateway = gateway with { Address = addresses, ResolvedAddress = [] };
        if (host.Gateway[0].Endpoint.Map("ports") is { Count: > 0 } ports && ports.EntryAt(0).Value is long port)
            gateway = gateway with { Port = (int)port };
        cluster = cluster with { Gateway = gateway };
        if (caller.Rule(host.Host) is null) return cluster;
        var name = host.Port.Select(one => caller.ServerName(host.Host, one.Number)).FirstOrDefault(one => one is not null);
        if (name is not null && ServiceKey.Read(name.Host) is { } read && read.Behind != cluster.ClusterDomain)
            cluster = cluster with { ClusterDomain = read.Behind };
        return WithMode(cluster, name is null ? MeshRoutingMode.EnvoyFilter : MeshRoutingMode.ClientSni);
    }

    private static MeshCluster WithMode(MeshCluster cluster, MeshRoutingMode mode)
    {
        var usual = cluster with { RoutingMode = MeshRoutingMode.Auto };
        return usual.EffectiveRoutingMode() == mode ? usual : cluster with { RoutingMode = mode };
    }

    /// <summary>Where names of gateways are looked up, the locality is one of ours and tells of no region.</summary>
    private static MeshCluster Placed(MeshCluster cluster, string locality)
    {
        if (locality == Fallbacks.FallbackOrder.Locality(cluster.Name)) return cluster;
        var parts = locality.Split('/');
        return ClusterDeclaration.Check(cluster with { Region = parts[0], Zone = parts.Length > 1 ? parts[1] : null });
    }
}
