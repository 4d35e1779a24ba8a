using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>The pods of the callers' own cluster that are among the places of a host.</summary>
internal static class FallbackPods
{
    /// <summary>The label by which Services usually select their pods, which Istio recommends (istio.io docs: pods with app and version
    /// labels).</summary>
    public const string UsualLabel = "app";

    /// <summary>
    /// The labels that select the pods: those of the Service and of the destination. A ServiceEntry sees the pods of its own namespace
    /// alone.
    /// </summary>
    public static LabelSet Selector(FallbackHost host) =>
        LabelSet.Create(OfService(host).Concat(host.Places[host.Local].Subset.Where(label => !OfService(host).ContainsKey(label.Key))));

    /// <summary>The labels that select all pods of a service in a cluster.</summary>
    public static LabelSet Selector(MeshService service, MeshCluster cluster) =>
        service.In(cluster.Name)!.Selector is { Count: > 0 } known ? known : LabelSet.Create(UsualLabel, service.Name);

    /// <summary>Whether the labels are only taken to be those of the Service.</summary>
    public static bool AreAssumed(FallbackHost host) => host.Local >= 0 && Instance(host).Selector.Count == 0;

    /// <summary>Why the pods cannot be selected; null when they can.</summary>
    public static string? WhyNot(FallbackHost host)
    {
        var (subset, own) = (host.Places[host.Local].Subset, OfService(host));
        if (subset.FirstOrDefault(label => own.TryGetValue(label.Key, out var value) && value != label.Value).Key is { } key)
            return $"its Service selects {key}={own[key]}, so none of its pods is {host.Places[host.Local]}";
        if (IstiodLabels.AskForPlace(Model.Objects.UnstructuredMap.Of(subset)))
            return $"'{subset}' asks for the place of pods, which is no label of theirs";
        return WhyNotPort(host.Service, host.Client);
    }

    /// <summary>Why the ports of pods are not known; null when they are.</summary>
    public static string? WhyNotPort(MeshService service, MeshCluster cluster) =>
        service.In(cluster.Name)!.NamedTargetPort.FirstOrDefault(name => service.Port.Any(port => port.Name == name)) is { } port
            ? $"its port '{port}' leads to a port of the pods by name, and no workload that was read tells its number"
            : null;

    private static MeshServiceInstance Instance(FallbackHost host) => host.Service.In(host.Client.Name)!;

    private static LabelSet OfService(FallbackHost host) => Selector(host.Service, host.Client);
}
