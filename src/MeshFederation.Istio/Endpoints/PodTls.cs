using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// Whether pods of the caller's own cluster take the TLS that its proxy speaks (istio pilot/pkg/networking/core/cluster_tls.go,
/// pilot/pkg/security/authn/utils BuildInboundTLS): a sidecar takes the mesh's TLS unless a PeerAuthentication turns it off, and nothing
/// else where one says STRICT.
/// </summary>
internal static class PodTls
{
    /// <summary>Why a pod refuses the connection; null when it takes it, or that is not known.</summary>
    public static string? Refusal(IstioCluster cluster, RoutedPort port, UpstreamTls tls, RoutedPod pod)
    {
        if (KeptFromSidecar(port, pod) is { } kept) return tls.Mode == UpstreamTlsMode.IstioMutual ? kept : null;
        var (mode, policy) = ModeOf(cluster, port, pod);
        if (tls.Mode == UpstreamTlsMode.IstioMutual)
        {
            if (pod.HasSidecar is false) return $"{pod.Reference} has no sidecar, so it does not speak the mesh's TLS";
            return mode == MutualTlsMode.Disable ? $"{policy} turns the mesh's TLS off for {pod.Reference}" : null;
        }

        if (tls.Mode == UpstreamTlsMode.AutoMutual || pod.HasSidecar is not true || mode != MutualTlsMode.Strict) return null;
        return $"{pod.Reference} takes the mesh's TLS only, since {policy} is STRICT, and "
            + $"{(tls.Mode is UpstreamTlsMode.None or UpstreamTlsMode.Disable ? "plain text" : "other TLS")} is sent";
    }

    /// <summary>
    /// Why the application of a pod takes connections itself though it has a sidecar, to which istiod has the mesh's TLS spoken; null
    /// where it does not.
    /// </summary>
    public static string? KeptFromSidecar(RoutedPort port, RoutedPod pod) =>
        pod is { Capture: { } capture, HasSidecar: not false }
        && WorkloadEndpoints.PodPort(pod, port) is > 0 and var number && capture.KeepsOffPort(number) is { } annotation
            ? FormattableString.Invariant(
                $"{pod.Reference} has the annotation {annotation}, which keeps its port {number} from its sidecar, so that the ")
                + "application itself gets the mesh's TLS"
            : null;

    /// <summary>Whether the mesh's TLS is spoken to a pod; null when that is not known.</summary>
    public static bool? IsMutual(IstioCluster cluster, RoutedPort port, UpstreamTls tls, RoutedPod? pod) => tls.Mode switch
    {
        UpstreamTlsMode.IstioMutual => true,
        UpstreamTlsMode.AutoMutual =>
            pod is null ? null : pod.HasSidecar is true ? ModeOf(cluster, port, pod).Mode != MutualTlsMode.Disable : pod.HasSidecar,
        _ => false,
    };

    private static (MutualTlsMode Mode, Model.Objects.MeshManifest? Policy) ModeOf(IstioCluster cluster, RoutedPort port, RoutedPod pod) =>
        cluster.MutualTls.ModeFor(pod.Namespace, pod.Labels, WorkloadEndpoints.PodPort(pod, port) is > 0 and var number ? number : null);
}
