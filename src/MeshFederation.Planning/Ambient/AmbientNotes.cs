using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>What people must do or know beside the objects: Services that are theirs need a label, and tunnels can be lost.</summary>
internal static class AmbientNotes
{
    /// <summary>What people must do where objects are not published but exported.</summary>
    public static IEnumerable<string> Undone(IReadOnlyList<MeshService> services)
    {
        var called = Called(services);
        var running = called.SelectMany(service => service.Instance, (service, instance) => (service, instance.Cluster))
            .Where(item => AmbientPlanner.IsGlobal(item.service, item.Cluster))
            .Select(item => (item.service, item.Cluster, Labels: ServiceScopes.LabelsFor(item.Cluster, item.service.Namespace)!));
        foreach (var group in running.Where(item => item.Labels.Count > 0)
            .GroupBy(item => (item.Cluster.Name, item.service.Namespace, Labels: item.Labels.ToString())))
        {
            yield return Label(group.First().Cluster, group.First().Labels, [.. group.Select(item => item.service)]);
        }
    }

    /// <summary>What people must know.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<MeshService> services)
    {
        var called = Called(services);
        foreach (var server in called.SelectMany(service => service.Cluster)
            .Where(server => called.Exists(service => service.In(server.Name) is not null && service.IsServed(server)))
            .DistinctBy(server => server.Name, StringComparer.Ordinal).OrderBy(server => server.Name, StringComparer.Ordinal))
        {
            yield return Losses(server);
        }

        foreach (var (service, instance) in called.SelectMany(service => service.Instance, (service, instance) => (service, instance)))
        {
            if (AmbientAccounts.Unknown(service, instance) is { Length: > 0 } why) yield return why;
        }

        foreach (var service in called.Where(service => service.RoutingMode is not null))
        {
            var taken = service.Cluster.Where(server => service.IsServed(server)
                && !server.IsAmbient() && !AmbientSpaces.IsAmbient(server, service.Namespace)).ToList();
            if (taken.Count > 0) yield return Taken(service, taken);
        }

        foreach (var group in Calls(called).Where(call => AmbientSpaces.HasSidecars(call.Client))
            .GroupBy(call => call.Client.Name, StringComparer.Ordinal))
        {
            yield return Injected(group.First().Client, [.. group.Select(call => call.Service)]);
        }

        // AmbientLimits refuses these where the service says its mode itself.
        foreach (var group in Calls([.. services.Where(service => service.RoutingMode is null && !service.IsAmbient())])
            .Where(call => call.Client.Facts is { AmbientNamespace.Count: > 0 }).GroupBy(call => call.Client.Name, StringComparer.Ordinal))
        {
            yield return NotInjected(group.First().Client, [.. group.Select(call => call.Service)]);
        }

        foreach (var (service, client) in called.SelectMany(service => service.ClientCluster, (service, client) => (service, client)))
        {
            if (WaypointSplits.Unused(service, client) is { Length: > 0 } why)
                yield return $"In '{client}' connections for '{service}' are shared, and not requests: {why}.";
        }
    }

    private static List<MeshService> Called(IReadOnlyList<MeshService> services) =>
        [.. services.Where(AmbientClusters.IsAmbient).Where(service => service.ClientCluster.Any(service.IsCalledElsewhere))];

    /// <summary>The calls of services from clusters, of those that have pods elsewhere, sorted by the cluster.</summary>
    private static IEnumerable<(MeshCluster Client, MeshService Service)> Calls(List<MeshService> services) => services
        .SelectMany(
            service => service.ClientCluster.Where(service.IsCalledElsewhere), (service, client) => (Client: client, Service: service))
        .OrderBy(call => call.Client.Name, StringComparer.Ordinal);

    /// <summary>What sidecars do with a gateway's port for tunnels (run).</summary>
    private static string Injected(MeshCluster client, IReadOnlyList<MeshService> services) =>
        $"In '{client}' some namespaces have sidecars, and pods of these cannot call {string.Join(", ", services)} in other clusters: "
        + "sidecars call a gateway's port for tunnels as if it were a pod, so their calls end with 503, or lose the connection.";

    private static string NotInjected(MeshCluster client, IReadOnlyList<MeshService> services)
    {
        var spaces = string.Join(", ", client.Facts!.AmbientNamespace);
        var called = $"'{client}' calls {string.Join(", ", services)} through sidecars";
        return AmbientSpaces.IsAmbientAlone(client)
            ? $"{called}, no label of a namespace says that its pods have sidecars, and some are in ambient mode ({spaces}): pods of these "
                + "get no connection to other clusters. For them: New-MeshServiceEntry -RoutingMode Ambient. Pods with the label "
                + "sidecar.istio.io/inject=true are not seen."
            : $"{called}, and some of its namespaces are in ambient mode ({spaces}): pods of these get no connection to other clusters. A "
                + "service that is called from there, too, can be called through tunnels alone: New-MeshServiceEntry -RoutingMode Ambient.";
    }

    private static string Label(MeshCluster cluster, LabelSet labels, IReadOnlyList<MeshService> services)
    {
        var nearest = services.Where(service => AmbientPlanner.IsNearest(service, cluster)).ToList();
        var isMixed = services.Any(service => service.IsCalledElsewhere(cluster) && !nearest.Contains(service));
        var command = $"kubectl --context {Model.Errors.ShellWord.Of(cluster.Context)} label service "
            + $"{string.Join(' ', services.Select(service => service.Name))} --namespace {services[0].Namespace} "
            + string.Join(' ', labels.Select(label => $"{label.Key}={label.Value}"));
        return $"In '{cluster}' these Services must be global, and they are yours, so no object of the federation makes them so: "
            + $"{string.Join(", ", services)}. Once: {command}. It also opens their pods on the gateway of '{cluster}', to every cluster "
            + "that reaches it."
            + (nearest.Count == 0
                ? ""
                : $" For its own pods first, annotate {string.Join(", ", nearest)}: "
                    + $"{AmbientNames.TrafficDistribution}={AmbientNames.PreferClose}.")
            + (isMixed
                ? $" Callers in '{cluster}' then share connections between its own pods and those of other clusters; for its own first: "
                    + "Set-MeshFailover."
                : "");
    }

    private static string Taken(MeshService service, IReadOnlyList<MeshCluster> servers) =>
        $"That the pods of '{service}' in {string.Join(", ", servers)} are in ambient mode is taken from -RoutingMode: no label of their "
        + "namespace that was read says it. Pods with sidecars are not reached.";

    private static string Losses(MeshCluster server) =>
        $"Through the gateway of '{server}' some connections are lost where 140 new ones or more come each second, as its proxy ends the "
        + "tunnel; at 28 none was. A ProxyConfig with envoy.reloadable_features.http2_use_oghttp2 cures it: about_MeshAmbient.";
}
