using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Kinds.AuthorizationPolicy;
using MeshFederation.Planning.Kinds.DestinationRule;
using MeshFederation.Planning.Kinds.EnvoyFilter;
using MeshFederation.Planning.Kinds.Gateway;
using MeshFederation.Planning.Kinds.ServiceEntry;
using MeshFederation.Planning.Kinds.VirtualService;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Policies;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning;

/// <summary>Plans: from a federation to the objects of every cluster. The same federation is always the same objects.</summary>
public static class FederationPlanner
{
    /// <summary>Plans a federation.</summary>
    /// <param name="federation">The federation.</param>
    /// <returns>The objects of all clusters, in the order of publishing.</returns>
    /// <exception cref="MeshException">A serving cluster has no gateway address, or two objects would have one name.</exception>
    public static IReadOnlyList<MeshManifest> Plan(Federation federation)
    {
        var labels = IstioObject.Labels(federation.Name);
        var manifests = new List<MeshManifest>();
        var served = new Dictionary<string, (MeshCluster Server, List<MeshService> Services)>(StringComparer.Ordinal);
        foreach (var service in federation.Services)
        {
            if (service.IsAmbient())
            {
                foreach (var instance in service.Instance.Where(instance => CalledFromElsewhere(service, instance.Cluster)))
                    RequireGatewayAddress(service, instance.Cluster, instance.Cluster.Tunnels()!);
                continue;
            }

            foreach (var instance in service.Instance.Where(instance => CalledFromElsewhere(service, instance.Cluster)))
            {
                RequireGatewayAddress(service, instance.Cluster, instance.Cluster.Gateway);
                if (!served.TryGetValue(instance.Cluster.Name, out var entry))
                    served.Add(instance.Cluster.Name, entry = (instance.Cluster, []));
                entry.Services.Add(service);
            }

            PlanSubsets(service, labels, manifests);
            foreach (var client in service.ClientCluster) PlanClient(federation, service, client, labels, manifests);
        }

        foreach (var (server, services) in served.Values.Where(one => one.Services.Exists(service => service.IsGuarded())))
        {
            var shared = new SharedPods(server.Name, services);
            manifests.AddRange(services.Where(service => service.IsGuarded())
                .Select(service => AccessPolicyBuilder.Build(federation, service, service.In(server.Name)!, shared, labels))
                .OfType<MeshManifest>());
        }

        foreach (var (server, services) in served.Values)
            manifests.AddRange(services.Select(one => ServedHostBuilder.Build(federation, one, server, labels)).OfType<MeshManifest>());
        foreach (var (server, services) in served.Values) PlanGateway(server, services, federation.Name, labels, manifests);
        var ambient = federation.Services.Where(AmbientClusters.IsAmbient).ToList();
        if (ambient.Count > 0) manifests.AddRange(AmbientPlanner.Plan(ambient, federation.Name));
        if (federation.Asked.Count > 0) PlanAsked(federation, labels, manifests);
        manifests.Sort(PublishingOrder.Instance);
        return manifests;
    }

    /// <summary>Plans a federation for clusters that are looked at: what hangs on what they have is planned, too.</summary>
    /// <param name="federation">The federation.</param>
    /// <returns>The objects of all clusters, in the order of publishing.</returns>
    /// <exception cref="MeshException">A serving cluster has no gateway address, or two objects would have one name.</exception>
    public static IReadOnlyList<MeshManifest> PlanSeen(Federation federation)
    {
        var ambient = federation.Services.Where(AmbientClusters.IsAmbient).ToList();
        return ambient.Count == 0
            ? Plan(federation)
            : [.. Plan(federation).Concat(AmbientPlanner.PlanSeen(ambient, federation.Name)).Order(PublishingOrder.Instance)];
    }

    private static void PlanAsked(Federation federation, UnstructuredMap labels, List<MeshManifest> manifests)
    {
        var clusters = federation.Clusters.ToDictionary(cluster => cluster.Name, StringComparer.Ordinal);
        foreach (var asked in federation.Asked)
        {
            var manifest =
                IstioObject.Create(asked.Kind, default, clusters[asked.Cluster], labels, asked.Namespace, asked.Name, asked.Spec);
            manifests.Add(manifest with { Step = asked.Kind.StepOf(manifest) });
        }

        var names = new HashSet<(string Cluster, string Kind, string Namespace, string Name)>();
        if (manifests.Find(item => !names.Add((item.Cluster, item.TypeKey, item.Namespace, item.Name))) is not { } twice) return;
        throw new MeshException(
            MeshErrorId.ObjectDuplicate,
            MeshErrorKind.InvalidArgument,
            $"The federation '{federation.Name}' would have two objects {twice} in the cluster '{twice.Cluster}'.",
            "Give the object that was asked for another name.",
            twice);
    }

    private static bool CalledFromElsewhere(MeshService service, MeshCluster server) =>
        service.ClientCluster.Any(client => client.Name != server.Name);

    private static void PlanSubsets(MeshService service, UnstructuredMap labels, List<MeshManifest> manifests)
    {
        foreach (var cluster in service.Instance.Select(instance => instance.Cluster))
        {
            var subsets = Subsets.Named(service, cluster.Name);
            if (subsets.Count == 0 && !service.HasLocalPolicy(cluster)) continue;
            var isServed = CalledFromElsewhere(service, cluster);
            var step = isServed ? DestinationRuleKind.ServedSubsets : DestinationRuleKind.LocalSubsets;
            manifests.Add(LocalDestinationRuleBuilder.Build(step, service, cluster, subsets, labels));
            if (isServed && GatewayDestinationRuleBuilder.Build(service, cluster, subsets, labels) is { } own) manifests.Add(own);
        }
    }

    private static void PlanClient(
        Federation federation, MeshService service, MeshCluster client, UnstructuredMap labels, List<MeshManifest> manifests)
    {
        var remote = new SortedDictionary<string, RemoteCall>(StringComparer.Ordinal);
        foreach (var instance in service.Instance)
        {
            if (instance.Cluster.Name == client.Name) continue;
            var call = new RemoteCall(service, client, instance);
            remote.Add(instance.Cluster.Name, call);
            manifests.Add(ServiceEntryBuilder.Build(call, federation.AddressOf(call), labels));
            manifests.Add(RemoteDestinationRuleBuilder.Build(call, Subsets.Named(service, instance.Cluster.Name), labels));
        }

        manifests.AddRange(FallbackHost.In(service, client)
            .SelectMany(host => FallbackBuilder.Build(host, federation.AddressOf(host), labels)));
        manifests.AddRange(GatewayHosts.In(service, client)
            .Select(split =>
                VirtualServiceBuilder.BuildAtGateway(CallerView.AtGateway(service, client, remote, split), split, client, labels)));
        manifests.AddRange(CallerView.Of(service, client, remote)
            .Select(view => VirtualServiceBuilder.Build(view, client, labels)).OfType<MeshManifest>());
    }

    private static void PlanGateway(
        MeshCluster server, List<MeshService> services, string federation, UnstructuredMap labels, List<MeshManifest> manifests)
    {
        if (server.EffectiveRoutingMode() == MeshRoutingMode.EnvoyFilter)
            manifests.Add(EnvoyFilterBuilder.Build(server, services, federation, labels));
        manifests.Add(GatewayBuilder.Build(server, services, federation, labels));
    }

    private static void RequireGatewayAddress(MeshService service, MeshCluster server, MeshGateway gateway)
    {
        if (gateway.Address.Count > 0) return;
        throw new MeshException(
            MeshErrorId.GatewayAddressMissing,
            MeshErrorKind.InvalidArgument,
            $"The cluster '{server.Name}' serves '{service}' to "
            + $"{string.Join(", ", service.ClientCluster.Where(client => client.Name != server.Name))}, but has no gateway address.",
            $"Give the address under which other clusters reach its gateway: New-MeshCluster {server.Name} "
            + $"-{GatewayParameter.Of(server, gateway)}Address 172.18.0.230.",
            server);
    }
}
