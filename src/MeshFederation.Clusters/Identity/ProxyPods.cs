using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>The pods that have certificates of the mesh: those with a proxy, and ztunnel.</summary>
internal static class ProxyPods
{
    /// <summary>Where proxies find lists of revoked certificates.</summary>
    private const string RevocationFolder = "/var/run/secrets/istio/crl";

    private const string Mirror = "kubernetes.io/config.mirror";

    /// <summary>Whether a pod has such certificates.</summary>
    public static bool IsOne(UnstructuredMap pod) =>
        !PodObjects.IsOver(pod) && (PodObjects.HasProxy(pod.Spec()) || ZtunnelPods.Are(pod));

    /// <summary>A pod as a proxy.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="given">How long certificates last that istiod gives to who asks for no time.</param>
    public static ProxyState Of(UnstructuredMap pod, TimeSpan given) => new(
        $"{pod.Namespace()}/{pod.Name()}",
        Started(pod),
        WorkloadLifetime.Of(pod.Spec(), given),
        PodObjects.IsGoing(pod) ? null : Owner(pod))
    {
        IsTunnel = ZtunnelPods.Are(pod),
        IgnoresRevocations = !SigningProgram.Containers(pod).SelectMany(container => container.Maps("volumeMounts"))
            .Any(mount => mount.Text("mountPath") is RevocationFolder),
    };

    /// <summary>
    /// The earliest at which a pod can have been started, by the clock of the server that made it: kubelets write times of their nodes'
    /// clocks. Null for one that has not been started, and for one that a kubelet starts by itself and tells the server of later
    /// (kubernetes pkg/kubelet/pod/mirror_client.go).
    /// </summary>
    public static DateTimeOffset? Started(UnstructuredMap pod) =>
        pod.Status().Text("startTime") is null || pod.Metadata().Map("annotations")?.ContainsKey(Mirror) is true
            ? null
            : ServerTimes.Read(pod.Metadata().Text("creationTimestamp"));

    /// <summary>A ReplicaSet is called as its Deployment, with the hash of the template behind it.</summary>
    private static WorkloadName? Owner(UnstructuredMap pod)
    {
        if (pod.Metadata().Maps("ownerReferences").FirstOrDefault() is not { } owner) return null;
        var name = owner.Text("name") ?? "";
        if (PodTemplates.IsOwner(owner, ReadKind.ReplicaSet))
        {
            var end = "-" + pod.Label(PodTemplates.HashLabel);
            return end.Length > 1 && name.EndsWith(end, StringComparison.Ordinal)
                ? new(ReadKind.Deployment.Type.Kind, pod.Namespace(), name[..^end.Length])
                : null;
        }

        return PodTemplates.Restartable.FirstOrDefault(kind => PodTemplates.IsOwner(owner, kind)) is { } one
            ? new(one.Type.Kind, pod.Namespace(), name)
            : null;
    }
}
