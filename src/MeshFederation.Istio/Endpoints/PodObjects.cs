using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>Reads pods and the templates of pods.</summary>
internal static class PodObjects
{
    private const string Inject = "sidecar.istio.io/inject";

    /// <summary>Whether a pod will never run again, as one that was evicted; such stay until somebody removes them.</summary>
    public static bool IsOver(UnstructuredMap pod) => pod.Map("status")?.Text("phase") is "Succeeded" or "Failed";

    /// <summary>Whether a pod runs or may run, and is not about to end: it takes requests, or will.</summary>
    public static bool Counts(UnstructuredMap pod) => !IsOver(pod) && !IsGoing(pod);

    /// <summary>Whether an object has been told to go.</summary>
    public static bool IsGoing(UnstructuredMap item) => item.Map("metadata")?.Has("deletionTimestamp") is true;

    /// <summary>The containers of a pod's spec, those that come up before the others included.</summary>
    public static IEnumerable<UnstructuredMap> Containers(UnstructuredMap spec) =>
        spec.Maps("containers").Concat(spec.Maps("initContainers"));

    /// <summary>What a variable of a container says; null where it has none, or takes it from elsewhere.</summary>
    public static string? Variable(UnstructuredMap container, string name) =>
        container.Maps("env").FirstOrDefault(variable => variable.Text("name") == name)?.Text("value");

    /// <summary>A pod that runs or may run; null for one that has ended or is about to.</summary>
    public static RoutedPod? OfPod(MeshManifest pod)
    {
        var status = pod.Content.Map("status") ?? UnstructuredMap.Empty;
        if (!Counts(pod.Content)) return null;
        var labels = pod.Metadata.Map("labels") ?? UnstructuredMap.Empty;
        return new(pod.Namespace, pod.ToString(), labels)
        {
            IsReady = Ready(status),
            HasSidecar = Sidecar(pod.Metadata, pod.Spec, isRunning: status.Count > 0),
            Capture = SidecarCapture.Of(pod.Metadata),
            ServiceAccount = Account(pod.Spec.Text),
            Address = status.Text("podIP") is { Length: > 0 } address ? address : null,
            NamedPorts = NamedPorts(pod.Spec),
        };
    }

    /// <summary>The pods of a template; null when it is scaled to nothing.</summary>
    public static RoutedPod? OfWorkload(MeshManifest workload, bool? injected)
    {
        if (workload.Spec.Number("replicas") is 0) return null;
        var template = PodTemplates.Of(workload.Content);
        var metadata = template.Map("metadata") ?? UnstructuredMap.Empty;
        var spec = template.Map("spec") ?? UnstructuredMap.Empty;
        return new(workload.Namespace, workload.ToString(), metadata.Map("labels") ?? UnstructuredMap.Empty)
        {
            IsReady = Ready(workload),
            HasSidecar = Sidecar(metadata, spec, isRunning: false) ?? injected,
            Capture = SidecarCapture.Of(metadata),
            ServiceAccount = Account(spec.Text),
            NamedPorts = NamedPorts(spec),
        };
    }

    /// <summary>The ports that the containers of pods name.</summary>
    public static Dictionary<string, int> NamedPorts(params IEnumerable<UnstructuredMap> specs)
    {
        var ports = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var port in specs.SelectMany(spec => Containers(spec))
            .SelectMany(container => container.Maps("ports")))
        {
            if (port.Text("name") is { } name && port.Number("containerPort") is { } number) ports.TryAdd(name, (int)number);
        }

        return ports;
    }

    /// <summary>The service account of pods, by a text of their spec.</summary>
    public static string Account(Func<string, string?> spec) =>
        spec("serviceAccountName") ?? spec("serviceAccount") ?? ServiceAccounts.Usual;

    private static bool? Ready(UnstructuredMap status) =>
        StatusConditions.Of(status, StatusConditions.Ready) is { } ready && ready.Text("status") is not null
            ? StatusConditions.Holds(ready)
            : null;

    private static bool? Ready(MeshManifest workload) =>
        workload.Content.Map("status") is { Count: > 0 } status
            ? status.Number("readyReplicas") is > 0 || status.Number("numberReady") is > 0
            : null;

    /// <summary>
    /// The label that the injector sets is what istiod goes by (istio pilot/pkg/serviceregistry/kube PodTLSMode). It leaves pods on the
    /// network of their node alone (istio pkg/kube/inject/inject.go injectRequired).
    /// </summary>
    private static bool? Sidecar(UnstructuredMap metadata, UnstructuredMap spec, bool isRunning)
    {
        if (MeshTlsLabel.Said(metadata.Map("labels") ?? UnstructuredMap.Empty) is { } said) return said;
        if (HasProxy(spec)) return true;
        return isRunning || RefusesSidecar(metadata) || spec.IsTrue("hostNetwork") ? false : null;
    }

    /// <summary>Whether the spec of a pod has Istio's proxy among its containers.</summary>
    public static bool HasProxy(UnstructuredMap spec) =>
        Containers(spec).Any(container => container.Text("name") == ControlPlaneNames.Proxy);

    /// <summary>Whether a pod wants no sidecar, by its label, else by its annotation (istio pkg/kube/inject/inject.go).</summary>
    public static bool RefusesSidecar(UnstructuredMap metadata) => string.Equals(
        metadata.Map("labels")?.Text(Inject) ?? metadata.Map("annotations")?.Text(Inject), "false", StringComparison.OrdinalIgnoreCase);
}
