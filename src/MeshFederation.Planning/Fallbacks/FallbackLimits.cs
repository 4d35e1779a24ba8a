using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Kinds.ServiceEntry;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>Refuses what the callers' Istio cannot do, before requests rest on it.</summary>
internal static class FallbackLimits
{
    /// <summary>Checks a host.</summary>
    /// <exception cref="MeshException">Its places cannot be called in their order, or not all be called.</exception>
    public static void Require(FallbackHost host)
    {
        var version = host.Client.IstioVersion;
        if (host.Region.Count > 0) FallbackRegions.Require(host);
        else if (host.Places.Count > 1) RequireOrder(host, version);
        RequireOneName(host);
        if (FallbackBuilder.NameOfPods(host) is { Length: > DnsName.SubdomainLength } name) throw FallbackRefusals.TooLong(host, name);
        if (host.Local < 0) return;
        if (FallbackPods.WhyNot(host) is { } why) throw FallbackRefusals.Pods(host, why);
        var unknown = host.Remote.FirstOrDefault(item => item.Instance.ServiceAccount.Count == 0);
        if (unknown.Instance is { } instance) throw FallbackRefusals.AccountUnknown(host, instance.Cluster);
    }

    /// <summary>Checks a service whose name in all clusters a serving cluster is to know.</summary>
    /// <exception cref="MeshException">Its gateway cannot pass that name on, or its pods are not known.</exception>
    public static void RequireServed(MeshService service, MeshCluster server)
    {
        if (server.EffectiveRoutingMode() == MeshRoutingMode.EnvoyFilter) throw FallbackRefusals.ServedByFilter(service, server);
        if (!IstioBehavior.SelectsPodsByPort(server.IstioVersion)) throw FallbackRefusals.ServedByOld(service, server);
        var name = ServedHostBuilder.Name(service);
        if (name.Length > DnsName.SubdomainLength) throw FallbackRefusals.ServedTooLong(service, name);
        if (FallbackPods.WhyNotPort(service, server) is { } why) throw FallbackRefusals.ServedPods(service, server, why);
    }

    private static void RequireOrder(FallbackHost host, IstioVersion version)
    {
        if (FallbackOrder.IsByLocality(host))
        {
            if (host.Local != 0 || host.Places.Count > 2) throw FallbackRefusals.GatewayByName(host);
        }
        else if (!IstioBehavior.OrdersEndpointsByLabels(version))
        {
            throw FallbackRefusals.Unsupported(host, "cannot order endpoints by their labels (failoverPriority, from 1.12 on)");
        }
        else if (host.Local > 0 && !IstioBehavior.OrdersEndpointsByValues(version))
        {
            const string Why = "cannot put another cluster before its own pods (failoverPriority by value, from 1.18 on)";
            throw FallbackRefusals.Unsupported(host, Why);
        }
    }

    /// <summary>A host has one server name for each port, whichever endpoint is called (istio networking/v1 ClientTLSSettings).</summary>
    private static void RequireOneName(FallbackHost host)
    {
        var first = host.Remote.FirstOrDefault().Place;
        foreach (var (_, place, _) in host.Remote.Skip(1))
        {
            foreach (var port in host.Service.Port)
            {
                if (host.ServerName(first, port) == host.ServerName(place, port)) continue;
                throw FallbackRefusals.ServerNames(host, first, place, port);
            }
        }
    }
}
