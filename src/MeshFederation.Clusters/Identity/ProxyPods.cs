using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Istiod;
using MeshFederation.Istio.Durations;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>The pods that have certificates of the mesh: those with a proxy, and ztunnel.</summary>
internal static class ProxyPods
{
    /// <summary>How long a certificate lasts where nothing else is said (istio pkg/security, DefaultWorkloadCertTTL).</summary>
    public static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(24);

    private const string Mirror = "kubernetes.io/config.mirror";

    /// <summary>Whether a pod has such certificates.</summary>
    public static bool IsOne(UnstructuredMap pod) =>
        !IstiodPods.IsOver(pod) && (PodObjects.HasProxy(pod.Spec()) || pod.Label("app") == "ztunnel");

    /// <summary>A pod as a proxy.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="lifetime">How long istiod lets certificates last.</param>
    public static ProxyState Of(UnstructuredMap pod, TimeSpan lifetime)
    {
        var asked = SigningProgram.Containers(pod).Select(one => Lifetime(SigningProgram.Variable(one, "SECRET_TTL"))).Max();
        return new(
            $"{pod.Namespace()}/{pod.Name()}", Started(pod), asked > lifetime ? asked.Value : lifetime, IsGoing(pod) ? null : Owner(pod));
    }

    /// <summary>
    /// The earliest at which a pod can have been started, by the clock of the server that made it: kubelets write times of their nodes'
    /// clocks. Null for one that has not been started, and for one that a kubelet starts by itself and tells the server of later
    /// (kubernetes pkg/kubelet/pod/mirror_client.go).
    /// </summary>
    public static DateTimeOffset? Started(UnstructuredMap pod) =>
        pod.Status().Text("startTime") is null || pod.Metadata().Map("annotations")?.ContainsKey(Mirror) is true
            ? null
            : ServerTimes.Read(pod.Metadata().Text("creationTimestamp"));

    /// <summary>Whether a pod has been told to go.</summary>
    public static bool IsGoing(UnstructuredMap pod) => pod.Metadata().Text("deletionTimestamp") is not null;

    /// <summary>A duration as Go reads it; null when it is none.</summary>
    public static TimeSpan? Lifetime(string? text) =>
        text is not null && GoDuration.Milliseconds(text) is { } milliseconds and > 0 ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>A ReplicaSet is called as its Deployment, with the hash of the template behind it.</summary>
    private static WorkloadName? Owner(UnstructuredMap pod)
    {
        var owner = pod.Metadata().Maps("ownerReferences").FirstOrDefault();
        var (kind, name) = (owner?.Text("kind"), owner?.Text("name") ?? "");
        var end = "-" + pod.Label("pod-template-hash");
        return kind switch
        {
            "DaemonSet" or "StatefulSet" => new(kind, pod.Namespace(), name),
            "ReplicaSet" when end.Length > 1 && name.EndsWith(end, StringComparison.Ordinal) =>
                new("Deployment", pod.Namespace(), name[..^end.Length]),
            _ => null,
        };
    }
}
